//! Reads what the source declares for the wire: structs and enums with their numbers, their fields and
//! the first sentence above each. A reader of this project's own, formatted source, and of no other.

use std::path::Path;

/// A struct or an enum.
#[derive(Debug, Clone, Default)]
pub struct Declared {
    pub name: String,
    pub about: String,
    pub is_enum: bool,
    /// An enum without fields: a plain number.
    pub is_code: bool,
    pub parts: Vec<Part>,
}

/// A field, or an alternative.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub number: u32,
    pub name: String,
    pub about: String,
    /// Of a field; of an alternative, that of its one field, or empty.
    pub holds: String,
    /// Kept as a byte string.
    pub is_bytes: bool,
    /// Of an alternative with named fields.
    pub fields: Vec<Part>,
}

/// Every declaration of these files, in order.
pub fn read(files: &[impl AsRef<Path>]) -> Vec<Declared> {
    files
        .iter()
        .flat_map(|file| declarations(&std::fs::read_to_string(file).unwrap()))
        .collect()
}

/// Every constant of a file: name, expression and what is said above it.
pub fn constants(source: &str) -> Vec<(String, String, String)> {
    let mut about = Vec::new();
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("/// ") {
            about.push(said);
        } else if let Some(rest) = line.strip_prefix("pub const ") {
            let (name, rest) = rest.split_once(':').unwrap();
            let (_, value) = rest.trim_end_matches(';').split_once('=').unwrap();
            found.push((name.to_owned(), value.trim().to_owned(), about.join(" ")));
            about.clear();
        } else {
            about.clear();
        }
    }
    found
}

/// What is above a declaration or a part: sentences and attributes.
#[derive(Default)]
struct Above {
    about: Vec<String>,
    attributes: String,
}

impl Above {
    fn take(&mut self) -> (String, String) {
        let above = std::mem::take(self);
        (above.about.join(" "), above.attributes)
    }
}

fn declarations(source: &str) -> Vec<Declared> {
    // Tests declare nothing that is sent.
    let source = source.split("#[cfg(test)]").next().unwrap();
    let mut lines = joined(source).into_iter();
    let mut above = Above::default();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let is_enum = line.starts_with("pub enum ");
        if !(is_enum || line.starts_with("pub struct ")) {
            gather(&mut above, &line);
            continue;
        }
        let (about, attributes) = above.take();
        let sent = attributes.contains("Encode");
        let name = line.split(' ').nth(2).unwrap();
        if !line.ends_with('{') {
            continue;
        }
        let parts = parts(&mut lines);
        if sent {
            found.push(Declared {
                name: name.to_owned(),
                about,
                is_enum,
                is_code: attributes.contains("index_only"),
                parts,
            });
        }
    }
    found
}

fn gather(above: &mut Above, line: &str) {
    if let Some(said) = line.strip_prefix("///") {
        above.about.push(said.trim().to_owned());
    } else if line.starts_with("#[") {
        above.attributes += line;
    } else {
        *above = Above::default();
    }
}

fn parts(lines: &mut impl Iterator<Item = String>) -> Vec<Part> {
    let mut above = Above::default();
    let mut parts = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with('}') {
            break;
        }
        if line.starts_with("//") && !line.starts_with("///") {
            continue;
        }
        if line.starts_with("///") || line.starts_with("#[") {
            gather(&mut above, &line);
            continue;
        }
        let (about, attributes) = above.take();
        let Some(number) = number(&attributes) else {
            continue;
        };
        let line = line.trim_end_matches(',');
        let mut part = Part {
            number,
            about,
            is_bytes: attributes.contains("minicbor::bytes"),
            ..Part::default()
        };
        if let Some((name, holds)) = line.strip_prefix("pub ").and_then(|it| it.split_once(": ")) {
            (part.name, part.holds) = (name.to_owned(), holds.to_owned());
        } else if let Some((name, inside)) = line.split_once('(') {
            part.name = name.to_owned();
            part.holds = inside
                .rsplit("] ")
                .next()
                .unwrap()
                .trim_end_matches(')')
                .to_owned();
        } else if let Some(name) = line.strip_suffix(" {") {
            part.name = name.to_owned();
            part.fields = self::parts(lines);
        } else if let Some((name, holds)) = line.split_once(": ") {
            (part.name, part.holds) = (name.to_owned(), holds.to_owned());
        } else {
            part.name = line.to_owned();
        }
        parts.push(part);
    }
    parts
}

fn number(attributes: &str) -> Option<u32> {
    let (_, rest) = attributes.split_once("n(")?;
    rest.split(')').next()?.parse().ok()
}

/// Lines without their indent; an attribute or a field over several lines is one.
fn joined(source: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut open = 0_i32;
    for line in source.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let is_said = line.starts_with("//");
        match lines.last_mut().filter(|_| open > 0) {
            Some(last) => {
                *last += line;
            }
            None => lines.push(line.to_owned()),
        }
        if !is_said {
            let count = |it: char| line.matches(it).count() as i32;
            open += count('(') + count('[') - count(')') - count(']');
        }
    }
    lines
}

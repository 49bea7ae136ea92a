//! Whether a copy says what its original says: a release in somebody's name is what they wrote, and nothing
//! else. Knows note kinds by their fields; who may copy what is the matter of `origins`.

use super::origins::{RELEASES, Release, Whose};
use super::roles::ever_on;
use crate::directory::Directory;
use crate::schema::{self, FieldType};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::PersonId;
use samenspel_model::series::{Series, Subject};
use samenspel_model::verdict::RefusalCode;

/// What was written, as its author's corrections left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Where it is.
    pub series: Series,
    /// Its note kind.
    pub kind: NoteKind,
    /// Its fields.
    pub fields: Fields,
    /// Who wrote it.
    pub author: PersonId,
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// Of a trainee's draft of no domain.
const NO_DOMAIN: &str = "other";

/// Whether a copy's words are compared with those of its original: a release of anybody's or a parent's. Of
/// one's own action over two audiences each has words of its own.
pub fn is_compared(copy: &Entry) -> bool {
    let leads = |release: &Release| {
        release.to == copy.series.kind && release.kinds.contains(&copy.kind.as_str())
    };
    let of_own = speaks_for_itself(copy)
        && (RELEASES.iter()).any(|it| leads(it) && it.whose == Whose::OnesOwn);
    schema::copied_from(copy).is_some()
        && !of_own
        && (RELEASES.iter()).any(|it| leads(it) && it.whose != Whose::OnesOwn)
}

/// Checks that a copy says what its original says. `originals` are what is stored under the key that it
/// names.
///
/// # Errors
/// `NotAllowed` if it says anything else, or what was taken back, or is a correction in another's name.
pub fn check_words(
    dir: &Directory,
    copy: &Entry,
    originals: &[Original],
) -> Result<(), RefusalCode> {
    let is_right = if is_compared(copy) {
        originals.iter().any(|original| {
            let leads = |release: &Release| {
                release.whose != Whose::OnesOwn
                    && release.from == original.series.kind
                    && release.to == copy.series.kind
                    && release.kinds.contains(&copy.kind.as_str())
            };
            !original.taken_back
                && RELEASES.iter().any(leads)
                && repeats(copy, original)
                && may_be_about(dir, copy, original)
        })
    } else {
        // Whoever wrote the original corrects it; a release is made anew.
        copy.kind.as_str() != "correction" || speaks_for_itself(copy)
    };
    is_right.then_some(()).ok_or(RefusalCode::NotAllowed)
}

fn speaks_for_itself(copy: &Entry) -> bool {
    schema::original_author(copy).is_none_or(|it| it == copy.author())
}

/// A draft is about the child that it names; a notice that names none is for one of the groups that its author
/// learns on.
fn may_be_about(dir: &Directory, copy: &Entry, original: &Original) -> bool {
    match (original.series.subject, copy.series.subject) {
        (Subject::Case(_), Subject::Child(child)) => {
            let named = original.fields.get("child");
            let is_named = named.is_none_or(|it| *it == Value::Bytes(child.0.to_vec()));
            let mut groups = dir.assignments_of(original.author).map(|it| it.group);
            is_named && groups.any(|group| ever_on(dir, child, group))
        }
        _ => true,
    }
}

/// Whether a copy repeats its original. What a release adds is that a parent was told, which must be so.
fn repeats(copy: &Entry, original: &Original) -> bool {
    let was = (original.kind.as_str(), copy.kind.as_str());
    speaks_the_same_language(copy, original)
        && match was {
            ("incident", "incident") | ("illness", "illness") => {
                is_told(copy)
                    && is_about_its_child(copy, original)
                    && has_same(copy, original, &["child", "told"])
            }
            ("proposal", kind) => {
                original.fields.text("for_kind") == Some(kind)
                    && (kind != "observation" || has_its_domain(copy, original))
                    && has_same(copy, original, &["domain"])
            }
            ("event_answer", "contact_card") => {
                original.fields.get("shares_contact") == Some(&Value::Bool(true))
                    && same(copy.fields.get("event"), original.fields.get("of"))
                    && same(copy.fields.get("text"), original.fields.get("text"))
            }
            (_, "share") => says_it(copy, original),
            _ => false,
        }
}

fn speaks_the_same_language(copy: &Entry, original: &Original) -> bool {
    match (copy.text("language"), original.fields.text("language")) {
        (Some(copied), Some(original)) => copied == original,
        _ => true,
    }
}

/// Parents hear it from somebody, not from a phone.
fn is_told(copy: &Entry) -> bool {
    copy.text("told").is_some_and(|told| told != "not_yet")
}

/// The child whom the group's note names is the one whose record it goes into.
fn is_about_its_child(copy: &Entry, original: &Original) -> bool {
    let Subject::Child(child) = copy.series.subject else {
        return false;
    };
    let its = Value::Bytes(child.0.to_vec());
    let named = copy.fields.get("child");
    original.fields.get("child") == Some(&its)
        && named.is_none_or(|it| *it == its || *it == Value::Null)
}

fn has_its_domain(copy: &Entry, original: &Original) -> bool {
    let drafted = original.fields.text("domain").unwrap_or(NO_DOMAIN);
    copy.text("domain") == Some(drafted)
}

/// Whether every field of the copy's kind is as in the original, but for those named.
fn has_same(copy: &Entry, original: &Original, but_for: &[&str]) -> bool {
    let kind = schema::kind(copy.kind.as_str());
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    let compared = fields.iter().filter(|it| !but_for.contains(&it.name));
    kind.is_some()
        && compared
            .map(|it| it.name)
            .all(|name| same(copy.fields.get(name), original.fields.get(name)))
}

/// "Said to be empty" and left out are the same.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let said = |value: Option<&'_ Value>| value.filter(|it| **it != Value::Null).cloned();
    said(one) == said(other)
}

/// Whether a frozen copy's words are some of the original's own.
fn says_it(copy: &Entry, original: &Original) -> bool {
    let kind = schema::kind(original.kind.as_str());
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    let worded = fields.iter().filter(|it| it.holds == FieldType::Text);
    let mut words = worded.filter_map(|it| original.fields.text(it.name));
    copy.text("text")
        .is_some_and(|copied| words.any(|it| it == copied))
}

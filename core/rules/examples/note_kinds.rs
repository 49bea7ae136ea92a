//! Prints the table of note kinds as JSON: what the typed notes of the apps' kits are made from.
//!
//! `cargo run --release -p samenspel-rules --example note_kinds`

#![allow(clippy::print_stdout)]

use samenspel_model::ids::{ChildId, CircleId, GroupId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_rules::schema::{COMMON_FIELDS, CodeList, Field, FieldType, Kind, Rule, Side, kinds};
use serde_json::{Value, json};

fn main() {
    let kinds: Vec<Value> = kinds().iter().map(kind).collect();
    let common: Vec<Value> = COMMON_FIELDS.iter().map(field).collect();
    let documents: Vec<Value> = DocumentKind::ALL.into_iter().map(document).collect();
    println!(
        "{:#}",
        json!({ "common": common, "documents": documents, "kinds": kinds })
    );
}

/// A kind of document, and what one can be about.
fn document(kind: DocumentKind) -> Value {
    let child = ChildId([0; 16]);
    let subjects = [
        ("child", Subject::Child(child)),
        ("group", Subject::Group(GroupId([0; 16]))),
        (
            "child_parent",
            Subject::ChildParent(child, PersonId([0; 16])),
        ),
        ("case", Subject::Case(CircleId([0; 16]))),
        ("organisation", Subject::Organisation),
    ];
    let org = OrgId([0; 16]);
    let about: Vec<&str> = subjects
        .into_iter()
        .filter(|&(_, subject)| Series { org, kind, subject }.is_well_formed())
        .map(|(name, _)| name)
        .collect();
    json!({ "name": kind.name(), "about": about })
}

fn kind(kind: &Kind) -> Value {
    let documents: Vec<&str> = kind.documents.iter().map(|it| it.name()).collect();
    let fields: Vec<Value> = kind.fields.iter().map(field).collect();
    json!({
        "name": kind.name,
        "about": kind.about,
        "documents": documents,
        "by": match kind.written_by {
            Side::Staff => "staff",
            Side::Parents => "parents",
            Side::Either => "either",
            Side::Nobody => "nobody",
        },
        "takes_fields_of_others": kind.rules.contains(&Rule::TakesFieldsOfOthers),
        "fields": fields,
    })
}

fn field(field: &Field) -> Value {
    let list =
        |list: &CodeList| json!({ "name": list.name, "about": list.about, "codes": list.codes });
    let (holds, codes) = match field.holds {
        FieldType::Text => ("text", Value::Null),
        FieldType::Code(codes) => ("code", list(codes)),
        FieldType::Codes(codes) => ("codes", list(codes)),
        FieldType::Number(..) => ("number", Value::Null),
        FieldType::Moment => ("moment", Value::Null),
        FieldType::Date => ("date", Value::Null),
        FieldType::Language => ("language", Value::Null),
        FieldType::Flag => ("flag", Value::Null),
        FieldType::Key | FieldType::ForeignKey => ("key", Value::Null),
        FieldType::Keys | FieldType::ForeignKeys => ("keys", Value::Null),
        FieldType::Child | FieldType::Person => ("id", Value::Null),
        FieldType::Hash => ("bytes", Value::Null),
    };
    let bounds = match field.holds {
        FieldType::Number(least, most) => json!([least, most]),
        _ => Value::Null,
    };
    json!({
        "name": field.name,
        "about": field.about,
        "required": field.required,
        "holds": holds,
        "codes": codes,
        "bounds": bounds,
    })
}

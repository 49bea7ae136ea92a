//! Which rule each field that names a note follows: all fields of the table, each with its answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use samenspel_rules::schema;
use samenspel_rules::schema::{COMMON_FIELDS, Field, FieldType, NAMING};

/// Field; the kinds it may name; what these must be: standing, open, by another.
const RULES: &str = "
replies_to                 any
copied_from                any                     own rules
read_back.of               handover
take_over.of               any
close_item.of              any
discussed.of               any
marks.read                 any
thanks.of                  any                     another's
helped.of                  any
talk_answer.of             talk_request,offer,talk standing
share.consent              consent                 standing
share_answer.of            share                   standing another's
share_sent.of              share                   standing
question.about             any
escalation.about           any
tip.about                  any
reply.of                   any
see_it_differently.of      any
medical.of                 medical
medical_resolution.of      medical,correction      standing
collector.of               collector
medicine_agreement.of      medicine_agreement
medicine_dose.agreement    medicine_agreement
dose_check.of              medicine_dose           standing
agreement.about            any
talk.about                 any
talk_report.talk           talk
text_edit.agreement        agreement,talk_report   standing
approval.agreement         agreement,talk_report   standing
agenda_item.talk           talk
agenda_item.about          any
poll_answer.of             poll                    standing open
event.poll                 poll                    standing
event_answer.of            event                   standing open
contact_card.event         event                   standing
handbook_page.of           handbook_page
theme_pack.poll            poll                    standing
correction.of              any                     standing
retraction.of              any
retraction.reported_in     any                     own rules
";

fn names_a_note(field: &Field) -> bool {
    matches!(
        field.holds,
        FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys
    )
}

fn full_name(kind: &str, field: &str) -> String {
    match kind {
        "" => field.to_owned(),
        kind => format!("{kind}.{field}"),
    }
}

#[test]
fn every_field_that_names_a_note_has_its_rule_and_no_other_has() {
    let common = COMMON_FIELDS.iter().map(|field| ("", field));
    let own = schema::kinds()
        .iter()
        .flat_map(|kind| kind.fields.iter().map(|field| (kind.name, field)));
    let all: BTreeSet<String> = common
        .chain(own)
        .filter(|(_, field)| names_a_note(field))
        .map(|(kind, field)| full_name(kind, field.name))
        .collect();
    let ruled = NAMING.iter().map(|it| full_name(it.kind, it.field));
    assert_eq!(ruled.clone().collect::<BTreeSet<_>>(), all);
    assert_eq!(ruled.count(), all.len(), "each once");
}

#[test]
fn each_field_follows_the_rule_that_is_written_here() {
    let rules: Vec<Vec<&str>> = RULES
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(rules.len(), NAMING.len());
    for (row, words) in NAMING.iter().zip(rules) {
        let name = full_name(row.kind, row.field);
        assert_eq!(name, words[0]);
        let kinds = match row.kinds {
            [] => "any".to_owned(),
            kinds => kinds.join(","),
        };
        assert_eq!(kinds, words[1], "{name}");
        let says = |word: &str| words[2..].contains(&word);
        assert_eq!(row.standing, says("standing"), "{name}");
        assert_eq!(row.open, says("open"), "{name}");
        assert_eq!(row.by_another, says("another's"), "{name}");
        for kind in row.kinds {
            assert!(schema::kind(kind).is_some(), "{kind}");
        }
    }
}

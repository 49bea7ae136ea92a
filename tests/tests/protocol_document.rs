//! docs/protocol.md names every code with its number, and every bound with its value.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use minicbor::Encode;
use samenspel_model::limits;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{BriefRefusal, HoldReason, LaterReason, RefusalCode, RequestError};
use samenspel_phrasebook::Language;

fn document() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/protocol.md");
    std::fs::read_to_string(path).unwrap()
}

fn assert_has_row(document: &str, row: &str) {
    assert!(
        document.lines().any(|line| line.starts_with(row)),
        "docs/protocol.md has no row that starts with: {row}"
    );
}

/// The number that stands for a code on the wire.
fn number(code: impl Encode<()>) -> u32 {
    minicbor::decode(&minicbor::to_vec(code).unwrap()).unwrap()
}

#[test]
fn every_code_of_an_outcome_is_in_the_document_with_its_number() {
    let document = document();
    for code in RefusalCode::ALL {
        assert_has_row(&document, &format!("| {} | `{code}` |", number(code)));
    }
    for why in LaterReason::ALL {
        assert_has_row(&document, &format!("| {} | `{why}` |", number(why)));
    }
    for code in BriefRefusal::ALL {
        assert_has_row(&document, &format!("| {} | `{code}` |", number(code)));
    }
    for why in HoldReason::ALL {
        assert_has_row(&document, &format!("| {} | `{why}` |", number(why)));
    }
}

/// One of each; the match below stops compiling when one is added, so that it is added here too.
fn every_request_error() -> Vec<RequestError> {
    use RequestError as E;
    let all = vec![
        E::Malformed {
            what: String::new(),
        },
        E::TooLarge {
            what: String::new(),
            limit: 0,
        },
        E::UnsupportedVersion {
            got: 0,
            supported: 0,
        },
        E::UnknownOrganisation,
        E::UnknownDevice,
        E::DeviceRevoked,
        E::BadSignature,
        E::ClockWrong {
            server_time: UnixMillis(0),
        },
        E::NonceReused,
        E::RateLimited { retry_after_ms: 0 },
        E::Unavailable { retry_after_ms: 0 },
        E::InvitationUnknown,
        E::InvitationUsed,
        E::InvitationExpired,
        E::TooManyDevices,
        E::DeviceSuspended,
    ];
    for error in &all {
        match error {
            E::Malformed { .. } | E::TooLarge { .. } | E::UnsupportedVersion { .. } => {}
            E::UnknownOrganisation | E::UnknownDevice | E::DeviceRevoked | E::BadSignature => {}
            E::ClockWrong { .. } | E::NonceReused => {}
            E::RateLimited { .. } | E::Unavailable { .. } => {}
            E::InvitationUnknown | E::InvitationUsed | E::InvitationExpired => {}
            E::TooManyDevices | E::DeviceSuspended => {}
        }
    }
    all
}

#[test]
fn every_refused_request_is_in_the_document_with_its_number_and_status() {
    let document = document();
    for error in every_request_error() {
        let cbor = minicbor::to_vec(&error).unwrap();
        let mut decoder = minicbor::Decoder::new(&cbor);
        decoder.array().unwrap();
        let number = decoder.u32().unwrap();
        let row = format!("| {number} | `{}` | {} |", error.code(), error.status());
        assert_has_row(&document, &row);
    }
}

#[test]
fn every_kind_of_document_is_in_the_document() {
    let document = document();
    for kind in DocumentKind::ALL {
        assert_has_row(&document, &format!("| {} | {} |", kind.code(), kind.name()));
    }
}

#[test]
fn every_bound_is_in_the_document_as_the_code_has_it() {
    let document = document();
    macro_rules! bounds {
        ($($name:ident)*) => { [$((stringify!($name), limits::$name as i64)),*] };
    }
    let bounds = bounds![
        REQUEST_WIRE_BYTES_MAX REQUEST_BYTES_MAX RESPONSE_BYTES_MAX CBOR_DEPTH_MAX
        PUSH_ENTRIES_MAX PUSH_COMMANDS_MAX WANTS_MAX PAGE_ENTRIES_MAX PAGE_BYTES_MAX
        SNAPSHOT_RANGE_BYTES_MAX ENTRY_BYTES_MAX FIELDS_MAX NAME_BYTES_MAX TEXT_CHARS_MAX
        TEXT_BYTES_MAX BYTES_VALUE_BYTES_MAX TEXT_CHANGE_BYTES_MAX TEXT_CHANGE_OPS_MAX
        TEXTS_JUDGED_PER_REQUEST_MAX TEXTS_JUDGED_PER_MINUTE_MAX TEXT_CHANGE_DEPS_MAX DOCUMENT_HEADS_MAX TEXT_CHANGE_ACTORS_MAX COWRITTEN_TEXT_BYTES_MAX PARTS_MAX
        AUTHOR_ENTRIES_PER_PERIOD_MAX AUTHOR_BYTES_PER_PERIOD_MAX
        AUTHOR_TEXT_BYTES_PER_PERIOD_MAX REQUEST_WINDOW_MS LATE_WINDOW_MS REFUSAL_MEMORY_MS
        INVITATION_LIFETIME_MS OPEN_INVITATIONS_MAX DEVICES_PER_PERSON_MAX
        DEVICES_PER_GROUP_MAX
    ];
    for (name, value) in bounds {
        assert_has_row(&document, &format!("| `{name}` | {value} |"));
    }
}

#[test]
fn the_document_names_every_test_vector() {
    let document = document();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/protocol/vectors");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(
            document.contains(&format!("`{name}`")),
            "{name} is not named"
        );
    }
}

const SENTENCES: (&str, &str) = ("<!-- sentences -->\n", "<!-- /sentences -->");

/// What the app says of each refusal, hold, delay and refused request, in its six languages, as a table of
/// the document.
fn sentences() -> String {
    let languages = Language::ALL;
    let tags: Vec<&str> = languages.iter().map(|it| it.tag()).collect();
    let mut table = format!(
        "| code | {} |\n|-|{}\n",
        tags.join(" | "),
        "-|".repeat(tags.len())
    );
    let mut row = |code: &str, say: &dyn Fn(Language) -> String| {
        let said: Vec<String> = languages.iter().map(|language| say(*language)).collect();
        table += &format!("| `{code}` | {} |\n", said.join(" | "));
    };
    for code in RefusalCode::ALL {
        row(code.as_str(), &|language| {
            samenspel_phrasebook::refusal(language, *code)
        });
    }
    for why in HoldReason::ALL {
        row(why.as_str(), &|language| {
            samenspel_phrasebook::hold(language, *why)
        });
    }
    for code in BriefRefusal::ALL {
        row(&format!("brief: {code}"), &|language| {
            samenspel_phrasebook::brief_refusal(language, *code)
        });
    }
    for why in LaterReason::ALL {
        row(why.as_str(), &|language| {
            samenspel_phrasebook::later(language, *why)
        });
    }
    for error in every_request_error() {
        row(&format!("request: {}", error.code()), &|language| {
            samenspel_phrasebook::request_error(language, &error)
        });
    }
    table
}

/// Set SAMENSPEL_WRITE_SENTENCES to write the table anew after a sentence changed.
#[test]
fn what_the_app_says_of_each_code_is_in_the_document_in_six_languages() {
    let document = document();
    let (start, end) = SENTENCES;
    let from = document.find(start).unwrap() + start.len();
    let until = document.find(end).unwrap();
    let expected = sentences();
    if std::env::var_os("SAMENSPEL_WRITE_SENTENCES").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/protocol.md");
        let whole = format!("{}{expected}{}", &document[..from], &document[until..]);
        std::fs::write(path, whole).unwrap();
        return;
    }
    assert_eq!(&document[from..until], expected);
}

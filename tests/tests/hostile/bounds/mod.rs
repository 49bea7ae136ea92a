//! Each bound of docs/protocol.md from outside: at the bound it is taken, one beyond it is refused. The list
//! names the test that reaches each; those that are reached nowhere else are in the files beside this one.

mod commands;
mod entries;
mod full;
mod requests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use samenspel_model::verdict::{Outcome, RefusalCode, RequestError};

fn too_large(what: &str, limit: usize) -> RequestError {
    RequestError::TooLarge {
        what: what.to_owned(),
        limit: limit as u64,
    }
}

fn is_too_large(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Refused {
            code: RefusalCode::TooLarge,
            ..
        }
    )
}

fn is_stored(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Stored { .. })
}

/// Which test reaches each bound, as file and function; after "-", why none does from outside.
const REACHED: &[(&str, &str)] = &[
    (
        "TEXT_CHARS_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "TEXT_BYTES_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "BYTES_VALUE_BYTES_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "FIELDS_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "NAME_BYTES_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "ENTRY_BYTES_MAX",
        "tests/tests/hostile/bounds/entries.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "PUSH_ENTRIES_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "PUSH_COMMANDS_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "WANTS_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "REQUEST_WIRE_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "REQUEST_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "RESPONSE_BYTES_MAX",
        "core/client/tests/client/against_a_server/mod.rs: whatever_a_bad_server_says_the_phone_waits_and_a_good_answer_ends_it",
    ),
    (
        "PAGE_BYTES_MAX",
        "tests/tests/hostile/bounds/full.rs: a_page_carries_as_many_bytes_as_the_bound_says_about",
    ),
    (
        "PAGE_ENTRIES_MAX",
        "sync-server/tests/engine/pulling.rs: pages_of_a_long_log_follow_one_another_without_gap_or_repeat",
    ),
    (
        "SNAPSHOT_RANGE_BYTES_MAX",
        "sync-server/tests/engine/merging.rs: a_large_snapshot_comes_in_ranges_and_a_byte_of_it_costs_a_part_of_it_at_most",
    ),
    (
        "CBOR_DEPTH_MAX",
        "tests/tests/hostile/bounds/requests.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "TEXT_CHANGE_BYTES_MAX",
        "core/document/tests/document/hostile_text/bombs.rs: hostile_more_bytes_than_an_edit_needs",
    ),
    (
        "TEXT_CHANGE_OPS_MAX",
        "core/document/tests/document/hostile_text/bombs.rs: hostile_more_operations_than_allowed_laid_out_one_by_one",
    ),
    (
        "COWRITTEN_TEXT_BYTES_MAX",
        "core/document/tests/document/text_edits.rs: a_whole_text_of_the_greatest_length_is_checked_and_one_more_is_refused",
    ),
    (
        "TEXT_CHANGE_DEPS_MAX",
        "core/document/tests/document/hostile_text/sequence.rs: hostile_dependencies_unsorted_repeated_none_or_too_many",
    ),
    (
        "DOCUMENT_HEADS_MAX",
        "sync-server/tests/engine/heads.rs: many_devices_never_leave_more_heads_than_an_edit_can_stand_on",
    ),
    (
        "TEXT_CHANGE_ACTORS_MAX",
        "core/document/tests/document/hostile_text/actors.rs: hostile_actor_listed_twice_or_in_numbers",
    ),
    (
        "TEXTS_JUDGED_PER_REQUEST_MAX",
        "sync-server/tests/engine/judged.rs: of_a_thousand_edits_of_one_request_a_few_are_judged_and_the_rest_come_again",
    ),
    (
        "TEXTS_JUDGED_PER_MINUTE_MAX",
        "sync-server/tests/engine/judged.rs: a_device_has_few_edits_judged_in_a_minute_which_holds_up_nobody_else",
    ),
    (
        "DOCUMENT_BYTES_MAX",
        "tests/tests/hostile/bounds/full.rs: a_document_that_is_full_is_followed_by_its_next_part",
    ),
    (
        "DOCUMENT_TEXT_BYTES_MAX",
        "tests/tests/hostile/bounds/full.rs: co_written_texts_fill_a_document_and_then_every_part_of_a_period",
    ),
    (
        "PARTS_MAX",
        "tests/tests/hostile/bounds/full.rs: co_written_texts_fill_a_document_and_then_every_part_of_a_period",
    ),
    (
        "AUTHOR_ENTRIES_PER_PERIOD_MAX",
        "tests/tests/hostile/quotas.rs: hostile_flood_of_notes_ends_at_the_authors_quota_and_leaves_room_for_others",
    ),
    (
        "AUTHOR_BYTES_PER_PERIOD_MAX",
        "tests/tests/hostile/quotas.rs: hostile_long_notes_end_at_the_authors_quota_and_never_open_the_next_part",
    ),
    (
        "AUTHOR_TEXT_BYTES_PER_PERIOD_MAX",
        "-: 1 MB of co-written text by one author, thirty-two a minute",
    ),
    (
        "MANAGED_RECORDS_MAX",
        "core/rules/tests/rules/directory_view.rs: what_a_manager_over_all_locations_gets_is_bounded_however_large_the_organisation",
    ),
    (
        "REQUEST_WINDOW_MS",
        "tests/tests/hostile/replay.rs: hostile_request_at_an_impossible_time",
    ),
    (
        "LATE_WINDOW_MS",
        "core/rules/tests/rules/policy_over_time.rs: after_fourteen_days_a_note_from_before_the_end_is_held_too",
    ),
    (
        "REFUSAL_MEMORY_MS",
        "sync-server/tests/engine/pushing.rs: a_refusal_is_remembered_for_ninety_days_and_no_longer",
    ),
    (
        "REFUSALS_PER_DEVICE_MAX",
        "tests/tests/hostile/availability.rs: hostile_flood_of_refusals_is_still_refused_when_no_more_are_remembered",
    ),
    (
        "HELD_PER_DEVICE_MAX",
        "sync-server/tests/engine/held.rs: a_device_may_not_fill_the_managers_list",
    ),
    (
        "OFFLINE_LEASE_MS",
        "core/device/tests/device/access.rs: after_two_weeks_without_contact_nothing_is_read_and_nothing_is_lost",
    ),
    (
        "INVITATION_LIFETIME_MS",
        "tests/tests/hostile/enrolment.rs: hostile_enrolment_by_an_invitation_that_expired",
    ),
    (
        "OPEN_INVITATIONS_MAX",
        "sync-server/tests/engine/enrolling.rs: a_person_or_a_group_has_a_few_invitations_open_and_no_more",
    ),
    (
        "DEVICES_PER_PERSON_MAX",
        "sync-server/tests/engine/enrolling.rs: a_person_has_so_many_devices_and_one_more_when_one_was_revoked",
    ),
    (
        "DEVICES_PER_GROUP_MAX",
        "sync-server/tests/engine/enrolling.rs: a_group_has_so_many_devices_and_no_more",
    ),
    (
        "CIRCLES_OPENED_MAX",
        "sync-server/tests/engine/taking_back.rs: circles_that_somebody_holds_open_are_bounded_and_closing_one_makes_room",
    ),
    (
        "CIRCLES_OF_MEMBER_MAX",
        "sync-server/tests/engine/taking_back.rs: what_a_phone_gets_of_circles_is_bounded_however_many_people_name_its_owner",
    ),
    (
        "CIRCLES_OF_CROWDED_MEMBER_MAX",
        "sync-server/tests/engine/taking_back.rs: what_a_phone_gets_of_circles_is_bounded_however_many_people_name_its_owner",
    ),
    (
        "CIRCLES_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: circles_that_somebody_holds_open_are_bounded_and_closing_one_makes_room",
    ),
    (
        "PROVISIONAL_PEOPLE_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: what_one_person_makes_in_a_day_is_bounded_by_kind_and_another_day_is_another",
    ),
    (
        "DAY_GRANTS_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: what_one_person_makes_in_a_day_is_bounded_by_kind_and_another_day_is_another",
    ),
    (
        "INVITATIONS_PER_DAY_MAX",
        "tests/tests/hostile/bounds/full.rs: a_manager_invites_a_whole_location_in_a_day_and_no_more",
    ),
    (
        "CIRCLE_TERM_MS",
        "sync-server/tests/engine/taking_back.rs: a_closed_circle_is_read_for_its_term_written_by_nobody_and_sent_to_no_phone",
    ),
    (
        "COMMAND_BYTES_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "CIRCLE_MEMBERS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "PARENT_CIRCLES_MAX",
        "tests/tests/hostile/circles.rs: hostile_parent_opens_one_circle_after_another",
    ),
    (
        "NAME_CHARS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "LANGUAGES_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "ENROL_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_CODE_BYTES_MIN",
        "tests/tests/hostile/bounds/requests.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_CODE_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_URL_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "HEADERS_BYTES_MAX",
        "tests/tests/hostile/bounds/requests.rs: headers_are_as_many_and_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "HEADERS_MAX",
        "tests/tests/hostile/bounds/requests.rs: headers_are_as_many_and_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "DAY_GRANT_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "DAY_GRANT_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "FOR_DATE_AHEAD_DAYS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "FOR_DATE_BACK_DAYS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "HAPPENED_BEFORE_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "HAPPENED_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "WRITTEN_BEFORE_MS_MAX",
        "tests/tests/hostile/follows.rs: hostile_note_written_in_the_future_or_before_there_was_an_organisation",
    ),
    (
        "LASTS_BEFORE_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "LASTS_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds/commands.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "RELAY_BYTES_MAX",
        "core/device/src/handing_over/relay/frames.rs: nothing_and_too_much_have_no_frames",
    ),
    (
        "RELAY_ENTRIES_MAX",
        "tests/tests/hostile/bounds/full.rs: a_relay_carries_as_many_notes_as_the_bound_says_and_no_more",
    ),
    (
        "DAY_PASS_BYTES_MAX",
        "tests/tests/hostile/day_brief.rs: hostile_day_brief_that_is_too_long",
    ),
];

#[test]
fn every_bound_of_the_document_is_reached_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = std::fs::read_to_string(root.join("docs/protocol.md")).unwrap();
    let table = document.split("<!-- bounds -->").nth(1).unwrap();
    let table = table.split("<!-- /bounds -->").next().unwrap();
    let bounds: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let reached: BTreeMap<&str, &str> = REACHED.iter().copied().collect();
    assert_eq!(reached.keys().copied().collect::<BTreeSet<_>>(), bounds);
    for (bound, test) in reached {
        let (file, name) = test.split_once(": ").unwrap();
        if file == "-" {
            assert!(!name.is_empty(), "{bound}: say why no test reaches it");
            continue;
        }
        let source = std::fs::read_to_string(root.join(file)).unwrap();
        assert!(source.contains(&format!("fn {name}(")), "{bound}: {test}");
    }
}

//! The table of note kinds, schema 1. Codes are never removed and never change their meaning: notes
//! are kept for years. A new kind, field or code needs a new schema number.

use super::FieldType::{
    Code, Codes, Date, Flag, ForeignKey, ForeignKeys, Hash, Id, Key, Keys, Moment, Number, Text,
};
use super::Rule::{NotOnly, SaysSomething, TakesFieldsOfOthers};
use super::Side::{Either, Parents, Staff};
use super::moments::GOOD_MOMENTS;
use super::{Field, FieldType, Kind, Rule, Side};
use crate::document::DocumentKind::{
    self, Agreements, Board, CareRecord, ChildCore, Circle, DayLog, Group, Handbook, Handover,
    Journal, ParentChannel, ParentDesk, Team,
};

const fn must(name: &'static str, holds: FieldType) -> Field {
    Field {
        name,
        holds,
        required: true,
    }
}

const fn may(name: &'static str, holds: FieldType) -> Field {
    Field {
        name,
        holds,
        required: false,
    }
}

const fn kind(
    name: &'static str,
    documents: &'static [DocumentKind],
    written_by: Side,
    fields: &'static [Field],
    rules: &'static [Rule],
) -> Kind {
    Kind {
        name,
        documents,
        written_by,
        fields,
        rules,
    }
}

/// Where something can be asked, answered or worried about, as its writer chooses.
const TALKING: &[DocumentKind] = &[Journal, ParentDesk, ParentChannel, Team, Circle];
/// Where something can be answered.
const ANSWERED: &[DocumentKind] = &[
    ChildCore,
    DayLog,
    Handover,
    Journal,
    CareRecord,
    Agreements,
    ParentDesk,
    ParentChannel,
    Team,
    Circle,
    Group,
];
const EVERYWHERE: &[DocumentKind] = &DocumentKind::ALL;

const STATE: FieldType = Code(&["calm", "watch", "act"]);
const MOOD: FieldType = Code(&[
    "happy", "as_usual", "tired", "sad", "restless", "clingy", "unwell",
]);
const SLEPT: FieldType = Code(&["well", "as_usual", "badly", "short"]);
const GOOD_MOMENT: FieldType = Code(GOOD_MOMENTS);
const DAY_LOG_DETAIL: FieldType = Code(&[
    "bottle",
    "breast_milk",
    "formula",
    "fruit",
    "bread",
    "warm_meal",
    "snack",
    "water",
    "ate_all",
    "ate_half",
    "ate_little",
    "wet",
    "dirty",
    "dry",
    "potty",
    "in_bed",
    "in_pram",
    "inside",
    "outside",
    "craft",
    "music",
    "reading",
    "free_play",
]);
const TOPIC: FieldType = Code(&[
    "sleep",
    "food",
    "comfort",
    "limits",
    "play",
    "language",
    "behaviour",
    "friends",
    "toilet",
    "health",
    "other",
]);
const HOME_TOPIC: FieldType = Code(&[
    "mood",
    "sleep",
    "food",
    "family_event",
    "health",
    "nice_moment",
    "new_skill",
    "other",
]);
const DOMAIN: FieldType = Code(&[
    "social_emotional",
    "motor",
    "language",
    "thinking",
    "creative",
    "self_care",
    "nature",
    "other",
]);
const SYMPTOMS: FieldType = Codes(&[
    "fever",
    "cough",
    "cold",
    "vomiting",
    "diarrhoea",
    "rash",
    "eye_infection",
    "ear_pain",
    "tired",
    "not_eating",
    "other",
]);
const TOLD: FieldType = Code(&["not_yet", "called", "told_at_the_door"]);
const PURPOSE: FieldType = Code(&[
    "photos_inside",
    "photos_website",
    "outing",
    "sun_cream",
    "paracetamol",
    "share_school",
    "share_after_school",
    "share_youth_health",
    "go_home_alone",
    "observation",
]);

/// Every note kind.
#[rustfmt::skip]
pub static KINDS: &[Kind] = &[
    // From colleague to colleague.
    kind("handover", &[Handover], Staff, &[
        must("state", STATE), may("summary", Text), may("to_do", Text), may("to_do_by", Moment),
        may("to_do_who", Id), may("if_then", Text),
    ], &[]),
    kind("read_back", &[Handover], Staff, &[must("of", Keys)], &[]),
    kind("open_item", &[Handover], Staff, &[must("what", Text), may("until", Moment)], &[]),
    kind("take_over", &[Handover], Staff, &[must("of", Keys)], &[]),
    kind("close_item", &[Handover], Staff, &[must("of", Keys), may("text", Text)], &[]),
    kind("notice", &[Group, Handover], Staff, &[must("text", Text), may("until", Moment)], &[]),
    kind("presence", &[Group], Staff, &[
        must("child", Id), must("what", Code(&["arrived", "left"])), must("at", Moment),
        may("by", Text),
    ], &[]),

    // The day, between parents and the group.
    kind("drop_off", &[DayLog], Either, &[
        may("mood", MOOD), may("slept", SLEPT), may("woke_at", Moment), may("fed_at", Moment),
        may("collects", Text), may("collects_at", Moment), may("to_know", Text),
        may("medicine", Flag),
    ], &[SaysSomething]),
    kind("pick_up", &[DayLog], Staff, &[
        may("moment", GOOD_MOMENT), may("text", Text), may("keep_for_door", Text),
        may("question", Text),
    ], &[SaysSomething, NotOnly("moment", "nothing_special")]),
    kind("discussed", &[DayLog, Handover, Journal, Agreements, ParentDesk, ParentChannel], Either,
        &[must("of", Keys)], &[]),
    kind("day_log", &[DayLog], Staff, &[
        must("what", Code(&["sleep", "feed", "nappy", "play"])), may("from", Moment),
        may("to", Moment), may("amount", Number(0, 10_000)), may("code", DAY_LOG_DETAIL),
        may("text", Text),
    ], &[]),
    kind("day_change", &[DayLog], Either, &[
        must("what", Code(&["not_coming", "later", "earlier", "other_collector"])),
        may("reason", Code(&["ill", "day_off", "family", "appointment", "other"])),
        may("symptoms", SYMPTOMS), may("at", Moment), may("text", Text),
    ], &[]),

    // From home, and back.
    kind("home_note", &[ParentDesk, ParentChannel], Parents, &[
        must("topic", HOME_TOPIC), may("text", Text), may("expires", Moment),
    ], &[]),
    kind("marks", EVERYWHERE, Either, &[
        must("read", ForeignKeys),
        may("part_of_day", Code(&["morning", "afternoon", "evening", "night"])),
    ], &[]),
    kind("thanks", &[ParentDesk, ParentChannel], Parents, &[must("of", ForeignKey)], &[]),
    kind("helped", &[ParentDesk, ParentChannel], Either, &[must("of", ForeignKey)], &[]),
    kind("family_card", &[ParentDesk], Parents, &[
        may("names", Text), may("customs", Text), may("languages", Text), may("hopes", Text),
        may("text", Text),
    ], &[SaysSomething]),
    kind("talk_request", &[ParentChannel], Either, &[
        must("subject", Code(&["sleep", "food", "play", "behaviour", "other", "tell_myself"])),
        must("urgency", Code(&["no_hurry", "this_week", "call_today"])),
        must("how", Code(&["phone", "in_person", "either"])),
        may("times", Text),
    ], &[]),
    kind("contact_plan", &[ParentChannel], Either, &[
        must("rhythm", Code(&["weekly", "monthly", "quarterly", "when_needed"])),
        may("channel", Code(&["door", "phone", "app", "in_person"])),
        may("detail", Code(&["brief", "normal", "extensive"])), may("declined_until", Moment),
    ], &[]),
    kind("contact_mark", &[ParentChannel], Either, &[
        must("what", Code(&["door", "call", "talk", "home_visit"])), may("at", Moment),
    ], &[]),
    kind("share", &[ParentChannel], Staff, &[
        must("receiver", Code(&["school", "after_school", "youth_health", "other"])),
        must("text", Text), may("receiver_name", Text), may("consent", Key),
    ], &[]),

    // Seen, asked, answered.
    kind("observation", &[Journal, Team, Circle], Staff, &[
        must("domain", DOMAIN), must("seen", Text), may("meaning", Text), may("next", Text),
    ], &[]),
    kind("proposal", &[Circle], Staff, &[
        must("for_kind", Code(&["observation", "pick_up", "question", "notice"])),
        may("domain", DOMAIN), may("moment", GOOD_MOMENT), may("seen", Text),
        may("meaning", Text), may("next", Text), may("text", Text),
    ], &[]),
    kind("question", TALKING, Either, &[
        may("topic", TOPIC), must("text", Text), may("options", Text), may("reply_by", Moment),
    ], &[]),
    kind("concern", TALKING, Either, &[
        must("text", Text), may("topic", TOPIC), may("owner", Id), may("reply_by", Moment),
    ], &[]),
    kind("reply", ANSWERED, Either, &[must("of", Key), must("text", Text)], &[]),
    kind("see_it_differently", ANSWERED, Either, &[must("of", Key), must("text", Text)], &[]),

    // What must be right: statements about the child.
    kind("medical", &[ChildCore], Either, &[
        must("what", Code(&["allergy", "intolerance", "condition", "medicine"])),
        must("substance", Text), may("severity", Code(&["mild", "severe"])),
        may("since", Moment), may("withdrawn", Flag), may("of", Keys), may("text", Text),
    ], &[]),
    kind("medical_resolution", &[ChildCore], Either, &[must("of", Keys), must("text", Text)], &[]),
    kind("collector", &[ChildCore], Either, &[
        must("name", Text), may("relation", Text), may("withdrawn", Flag), may("of", Keys),
    ], &[]),
    kind("consent", &[ChildCore], Either, &[
        must("purpose", PURPOSE), must("given", Flag), may("text", Text),
    ], &[]),
    kind("rhythm", &[ChildCore], Either, &[must("text", Text), may("since", Moment)], &[]),
    kind("expectations", &[ChildCore], Either, &[must("text", Text)], &[]),
    kind("our_way", &[ChildCore], Either, &[must("topic", TOPIC), must("text", Text)], &[]),
    kind("medicine_agreement", &[ChildCore], Either, &[
        must("medicine", Text), must("dose", Text), may("times", Text), may("how", Text),
        may("from", Moment), may("to", Moment), may("expires", Date), may("prescriber", Text),
        may("first_given_at_home", Flag), may("kept", Text), may("given_by", Text),
        may("withdrawn", Flag), may("of", Keys),
    ], &[]),

    // Care that has a legal term of its own.
    kind("medicine_dose", &[CareRecord], Staff, &[
        must("medicine", Text), must("dose", Text), must("at", Moment), may("given_by", Id),
        may("checked_by", Id), may("agreement", ForeignKey), may("text", Text),
    ], &[]),
    kind("incident", &[Group, CareRecord], Staff, &[
        may("child", Id),
        must("what", Code(&["fall", "bump", "bite", "cut", "sting", "burn", "choking", "other"])),
        may("at", Moment), may("text", Text),
        may("action", Code(&["comforted", "cooled", "plaster", "first_aid", "doctor", "emergency"])),
        may("told", TOLD),
    ], &[]),
    kind("illness", &[Group, CareRecord], Staff, &[
        may("child", Id), must("symptoms", SYMPTOMS), may("at", Moment),
        may("temperature_tenths", Number(300, 450)), may("text", Text),
        may("action", Code(&["watched", "parent_called", "collected", "doctor", "emergency"])),
        may("told", TOLD),
    ], &[]),

    // Written together.
    kind("agreement", &[Agreements], Either, &[
        may("topic", TOPIC), must("text", Text), may("from", Moment), may("review_at", Moment),
    ], &[]),
    kind("talk_report", &[Agreements, ParentChannel], Either, &[
        must("text", Text), may("at", Moment),
        may("purpose", Code(&["ten_minutes", "intake", "sensitive", "home_visit", "other"])),
    ], &[]),
    kind("text_edit", &[Agreements, ParentChannel], Either, &[
        must("agreement", Key), must("text_hash", Hash), must("change_hash", Hash),
    ], &[]),
    kind("approval", &[Agreements, ParentChannel], Either, &[
        must("agreement", Key), must("text_hash", Hash), must("edits_hash", Hash),
    ], &[]),
    kind("agenda_item", &[Agreements, ParentChannel, Team, Circle], Either, &[
        must("text", Text), may("topic", TOPIC),
    ], &[]),

    // For all.
    kind("board_item", &[Board], Staff, &[
        may("code", Code(&[
            "closed", "chickenpox", "head_lice", "stomach_bug", "rubber_boots", "sun_cream",
            "swimming", "outing", "birthday", "study_day", "photographer", "other",
        ])),
        may("text", Text), may("at", Moment), may("until", Moment),
    ], &[SaysSomething]),
    kind("handbook_page", &[Handbook], Staff, &[
        must("title", Text), must("text", Text), may("version", Number(1, 1_000_000)),
    ], &[]),
    kind("staff_card", &[Handbook], Staff, &[
        may("training", Text), may("topics", Text), may("languages", Text), may("text", Text),
    ], &[SaysSomething]),

    // Setting right.
    kind("correction", EVERYWHERE, Either, &[must("of", Key)], &[TakesFieldsOfOthers]),
    kind("retraction", EVERYWHERE, Either, &[
        must("of", Key), must("reason", Code(&["wrong_child", "wrong_facts", "not_wanted", "other"])),
    ], &[]),
];

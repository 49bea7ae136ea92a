//! The lists of codes that notes choose from.

use crate::schema::codes::codes;
use crate::schema::moments::GOOD_MOMENTS;
use crate::schema::{CodeList, FieldType, Held};
use samenspel_model::entry::Value;

codes! {
    /// How a child is doing, for the next colleague.
    State { Calm = "calm", Watch = "watch", Act = "act", }
}
codes! {
    /// How a child arrives.
    Mood {
        Happy = "happy", AsUsual = "as_usual", Tired = "tired", Sad = "sad", Restless = "restless",
        Clingy = "clingy", Unwell = "unwell",
    }
}
codes! {
    /// How a child slept.
    Slept { Well = "well", AsUsual = "as_usual", Badly = "badly", Short = "short", }
}
codes! {
    /// Arrived or left.
    Passage { Arrived = "arrived", Left = "left", }
}
codes! {
    /// Where a child arrives from.
    Origin { Home = "home", School = "school", }
}
codes! {
    /// What a line of the day book is about.
    DayLogMatter { Sleep = "sleep", Feed = "feed", Nappy = "nappy", Play = "play", }
}
codes! {
    /// What a line of the day book says of it.
    DayLogDetail {
        Bottle = "bottle", BreastMilk = "breast_milk", Formula = "formula", Fruit = "fruit",
        Bread = "bread", WarmMeal = "warm_meal", Snack = "snack", Water = "water",
        AteAll = "ate_all", AteHalf = "ate_half", AteLittle = "ate_little", Wet = "wet",
        Dirty = "dirty", Dry = "dry", Potty = "potty", InBed = "in_bed", InPram = "in_pram",
        Inside = "inside", Outside = "outside", Craft = "craft", Music = "music",
        Reading = "reading", FreePlay = "free_play",
    }
}
codes! {
    /// What is different today.
    DayDifference {
        NotComing = "not_coming", Later = "later", Earlier = "earlier",
        OtherCollector = "other_collector",
    }
}
codes! {
    /// Why it is.
    DayReason {
        Ill = "ill", DayOff = "day_off", Family = "family", Appointment = "appointment",
        Other = "other",
    }
}
codes! {
    /// What an illness shows by.
    Symptom {
        Fever = "fever", Cough = "cough", Cold = "cold", Vomiting = "vomiting",
        Diarrhoea = "diarrhoea", Rash = "rash", EyeInfection = "eye_infection",
        EarPain = "ear_pain", Tired = "tired", NotEating = "not_eating", Other = "other",
    }
}
codes! {
    /// What a note from home is about.
    HomeTopic {
        Mood = "mood", Sleep = "sleep", Food = "food", FamilyEvent = "family_event",
        Health = "health", NiceMoment = "nice_moment", NewSkill = "new_skill", Other = "other",
    }
}
codes! {
    /// A part of the day.
    DayPart { Morning = "morning", Afternoon = "afternoon", Evening = "evening", Night = "night", }
}
codes! {
    /// What is asked, agreed or worried about.
    Topic {
        Sleep = "sleep", Food = "food", Comfort = "comfort", Limits = "limits", Play = "play",
        Language = "language", Behaviour = "behaviour", Friends = "friends", Toilet = "toilet",
        Health = "health", Other = "other",
    }
}
codes! {
    /// What somebody wants to talk about, never more than this.
    TalkSubject {
        Sleep = "sleep", Food = "food", Play = "play", Behaviour = "behaviour", Other = "other",
        TellMyself = "tell_myself",
    }
}
codes! {
    /// How soon.
    Urgency { NoHurry = "no_hurry", ThisWeek = "this_week", CallToday = "call_today", }
}
codes! {
    /// How one wants to talk.
    TalkForm { Phone = "phone", InPerson = "in_person", Either = "either", Video = "video", }
}
codes! {
    /// An answer to a request or an offer.
    YesNoLater { Yes = "yes", No = "no", Later = "later", }
}
codes! {
    /// What is offered lightly: once, and again after a year.
    Offered { TenMinutes = "ten_minutes", HomeVisit = "home_visit", }
}
codes! {
    /// How often parent and mentor want to be in touch.
    ContactRhythm {
        Weekly = "weekly", Monthly = "monthly", Quarterly = "quarterly", WhenNeeded = "when_needed",
    }
}
codes! {
    /// Where they prefer it.
    Channel { Door = "door", Phone = "phone", App = "app", InPerson = "in_person", }
}
codes! {
    /// How much a parent wants to read.
    Detail { Brief = "brief", Normal = "normal", Extensive = "extensive", }
}
codes! {
    /// A contact that took place.
    ContactHeld { Door = "door", Call = "call", Talk = "talk", HomeVisit = "home_visit", }
}
codes! {
    /// Who outside gets something of a child's file.
    Receiver {
        School = "school", AfterSchool = "after_school", YouthHealth = "youth_health",
        Other = "other",
    }
}
codes! {
    /// A domain of development.
    Domain {
        SocialEmotional = "social_emotional", Motor = "motor", Language = "language",
        Thinking = "thinking", Creative = "creative", SelfCare = "self_care", Nature = "nature",
        Other = "other",
    }
}
codes! {
    /// What a trainee proposes.
    Proposed {
        Observation = "observation", PickUp = "pick_up", Question = "question", Notice = "notice",
    }
}
codes! {
    /// What a question asks for.
    Asks { Answer = "answer", Advice = "advice", Help = "help", }
}
codes! {
    /// Who somebody turns to when the group does not come out of it.
    EscalatedTo { Manager = "manager", Coach = "coach", }
}
codes! {
    /// What kind of medical fact.
    MedicalMatter {
        Allergy = "allergy", Intolerance = "intolerance", Condition = "condition",
        Medicine = "medicine",
    }
}
codes! {
    /// How bad it is.
    Severity { Mild = "mild", Severe = "severe", }
}
codes! {
    /// What somebody of the child's network may do.
    NetworkScope { Collect = "collect", BeCalled = "be_called", JoinTalks = "join_talks", }
}
codes! {
    /// A day of the week.
    Weekday {
        Monday = "monday", Tuesday = "tuesday", Wednesday = "wednesday", Thursday = "thursday",
        Friday = "friday", Saturday = "saturday", Sunday = "sunday",
    }
}
codes! {
    /// What a parent agrees to or not.
    Purpose {
        PhotosInside = "photos_inside", PhotosWebsite = "photos_website", Outing = "outing",
        SunCream = "sun_cream", Paracetamol = "paracetamol", ShareSchool = "share_school",
        ShareAfterSchool = "share_after_school", ShareYouthHealth = "share_youth_health",
        GoHomeAlone = "go_home_alone", Observation = "observation",
    }
}
codes! {
    /// What a parent or the group says beforehand.
    Expectation { Expect = "expect", Hope = "hope", }
}
codes! {
    /// What happened to a child.
    IncidentMatter {
        Fall = "fall", Bump = "bump", Bite = "bite", Cut = "cut", Sting = "sting", Burn = "burn",
        Choking = "choking", Other = "other",
    }
}
codes! {
    /// What was done about it.
    IncidentAction {
        Comforted = "comforted", Cooled = "cooled", Plaster = "plaster", FirstAid = "first_aid",
        Doctor = "doctor", Emergency = "emergency",
    }
}
codes! {
    /// What was done about an illness.
    IllnessAction {
        Watched = "watched", ParentCalled = "parent_called", Collected = "collected",
        Doctor = "doctor", Emergency = "emergency",
    }
}
codes! {
    /// Whether a parent was told, and how.
    Told { NotYet = "not_yet", Called = "called", AtTheDoor = "told_at_the_door", }
}
codes! {
    /// What a talk is for.
    TalkPurpose {
        TenMinutes = "ten_minutes", Intake = "intake", Sensitive = "sensitive",
        HomeVisit = "home_visit", Other = "other",
    }
}
codes! {
    /// What the board says most often.
    BoardCode {
        Closed = "closed", Chickenpox = "chickenpox", HeadLice = "head_lice",
        StomachBug = "stomach_bug", RubberBoots = "rubber_boots", SunCream = "sun_cream",
        Swimming = "swimming", Outing = "outing", Birthday = "birthday", StudyDay = "study_day",
        Photographer = "photographer", Other = "other",
    }
}
codes! {
    /// What parents are invited to.
    EventMatter {
        ComeAndLook = "come_and_look", Coffee = "coffee", Celebration = "celebration",
        Trip = "trip", Workshop = "workshop", Activity = "activity",
    }
}
codes! {
    /// Whether one comes.
    Coming { Yes = "yes", No = "no", Maybe = "maybe", }
}
codes! {
    /// What a page of the handbook is about.
    PageTopic {
        Vision = "vision", Together = "together", DropOff = "drop_off", PickUp = "pick_up",
        Talks = "talks", Sleep = "sleep", Food = "food", Toilet = "toilet", Medicine = "medicine",
        Illness = "illness", Safety = "safety", Signals = "signals", Other = "other",
    }
}
codes! {
    /// An age band of children.
    AgeBand { Baby = "baby", Toddler = "toddler", AfterSchool = "after_school", }
}
codes! {
    /// Which note a template is for.
    TemplateFor {
        DropOff = "drop_off", PickUp = "pick_up", Handover = "handover", DayLog = "day_log",
        Observation = "observation", Talk = "talk", Expectations = "expectations",
    }
}
codes! {
    /// Why something is taken back.
    RetractionReason {
        WrongChild = "wrong_child", WrongFacts = "wrong_facts", NotWanted = "not_wanted",
        Other = "other",
    }
}

/// A good moment of a child's day, to tell a parent with one tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodMoment(&'static str);

impl GoodMoment {
    /// The code that says there was none: never enough to share alone.
    pub const NOTHING_SPECIAL: Self = Self("nothing_special");

    /// Every one, in the order to show.
    pub fn all() -> impl Iterator<Item = Self> {
        GOOD_MOMENTS.iter().copied().map(Self)
    }

    /// The moment of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|moment| moment.0 == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0
    }
}

static MOMENTS: CodeList = CodeList {
    name: "GoodMoment",
    about: "A good moment of a child's day.",
    codes: GOOD_MOMENTS,
};

impl Held for GoodMoment {
    const HOLDS: FieldType = FieldType::Code(&MOMENTS);

    fn to_value(&self) -> Value {
        Value::Text(self.0.to_owned())
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(name) => Self::named(name),
            _ => None,
        }
    }
}

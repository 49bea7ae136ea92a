// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

/** An age band of children. */
@JvmInline
public value class AgeBand(override val code: String) : NoteCode {
    public companion object {
        public val BABY: AgeBand = AgeBand("baby")
        public val TODDLER: AgeBand = AgeBand("toddler")
        public val AFTER_SCHOOL: AgeBand = AgeBand("after_school")

        /** All that this version knows, in the order to show. */
        public val all: List<AgeBand> =
            listOf(
                BABY,
                TODDLER,
                AFTER_SCHOOL,
            )
    }
}

/** What a question asks for. */
@JvmInline
public value class Asks(override val code: String) : NoteCode {
    public companion object {
        public val ANSWER: Asks = Asks("answer")
        public val ADVICE: Asks = Asks("advice")
        public val HELP: Asks = Asks("help")

        /** All that this version knows, in the order to show. */
        public val all: List<Asks> =
            listOf(
                ANSWER,
                ADVICE,
                HELP,
            )
    }
}

/** What the board says most often. */
@JvmInline
public value class BoardCode(override val code: String) : NoteCode {
    public companion object {
        public val CLOSED: BoardCode = BoardCode("closed")
        public val CHICKENPOX: BoardCode = BoardCode("chickenpox")
        public val HEAD_LICE: BoardCode = BoardCode("head_lice")
        public val STOMACH_BUG: BoardCode = BoardCode("stomach_bug")
        public val RUBBER_BOOTS: BoardCode = BoardCode("rubber_boots")
        public val SUN_CREAM: BoardCode = BoardCode("sun_cream")
        public val SWIMMING: BoardCode = BoardCode("swimming")
        public val OUTING: BoardCode = BoardCode("outing")
        public val BIRTHDAY: BoardCode = BoardCode("birthday")
        public val STUDY_DAY: BoardCode = BoardCode("study_day")
        public val PHOTOGRAPHER: BoardCode = BoardCode("photographer")
        public val OTHER: BoardCode = BoardCode("other")

        /** All that this version knows, in the order to show. */
        public val all: List<BoardCode> =
            listOf(
                CLOSED,
                CHICKENPOX,
                HEAD_LICE,
                STOMACH_BUG,
                RUBBER_BOOTS,
                SUN_CREAM,
                SWIMMING,
                OUTING,
                BIRTHDAY,
                STUDY_DAY,
                PHOTOGRAPHER,
                OTHER,
            )
    }
}

/** Where they prefer it. */
@JvmInline
public value class Channel(override val code: String) : NoteCode {
    public companion object {
        public val DOOR: Channel = Channel("door")
        public val PHONE: Channel = Channel("phone")
        public val APP: Channel = Channel("app")
        public val IN_PERSON: Channel = Channel("in_person")

        /** All that this version knows, in the order to show. */
        public val all: List<Channel> =
            listOf(
                DOOR,
                PHONE,
                APP,
                IN_PERSON,
            )
    }
}

/** Whether one comes. */
@JvmInline
public value class Coming(override val code: String) : NoteCode {
    public companion object {
        public val YES: Coming = Coming("yes")
        public val NO: Coming = Coming("no")
        public val MAYBE: Coming = Coming("maybe")

        /** All that this version knows, in the order to show. */
        public val all: List<Coming> =
            listOf(
                YES,
                NO,
                MAYBE,
            )
    }
}

/** A contact that took place. */
@JvmInline
public value class ContactHeld(override val code: String) : NoteCode {
    public companion object {
        public val DOOR: ContactHeld = ContactHeld("door")
        public val CALL: ContactHeld = ContactHeld("call")
        public val TALK: ContactHeld = ContactHeld("talk")
        public val HOME_VISIT: ContactHeld = ContactHeld("home_visit")

        /** All that this version knows, in the order to show. */
        public val all: List<ContactHeld> =
            listOf(
                DOOR,
                CALL,
                TALK,
                HOME_VISIT,
            )
    }
}

/** How often parent and mentor want to be in touch. */
@JvmInline
public value class ContactRhythm(override val code: String) : NoteCode {
    public companion object {
        public val WEEKLY: ContactRhythm = ContactRhythm("weekly")
        public val MONTHLY: ContactRhythm = ContactRhythm("monthly")
        public val QUARTERLY: ContactRhythm = ContactRhythm("quarterly")
        public val WHEN_NEEDED: ContactRhythm = ContactRhythm("when_needed")

        /** All that this version knows, in the order to show. */
        public val all: List<ContactRhythm> =
            listOf(
                WEEKLY,
                MONTHLY,
                QUARTERLY,
                WHEN_NEEDED,
            )
    }
}

/** What is different today. */
@JvmInline
public value class DayDifference(override val code: String) : NoteCode {
    public companion object {
        public val NOT_COMING: DayDifference = DayDifference("not_coming")
        public val LATER: DayDifference = DayDifference("later")
        public val EARLIER: DayDifference = DayDifference("earlier")
        public val OTHER_COLLECTOR: DayDifference = DayDifference("other_collector")

        /** All that this version knows, in the order to show. */
        public val all: List<DayDifference> =
            listOf(
                NOT_COMING,
                LATER,
                EARLIER,
                OTHER_COLLECTOR,
            )
    }
}

/** What a line of the day book says of it. */
@JvmInline
public value class DayLogDetail(override val code: String) : NoteCode {
    public companion object {
        public val BOTTLE: DayLogDetail = DayLogDetail("bottle")
        public val BREAST_MILK: DayLogDetail = DayLogDetail("breast_milk")
        public val FORMULA: DayLogDetail = DayLogDetail("formula")
        public val FRUIT: DayLogDetail = DayLogDetail("fruit")
        public val BREAD: DayLogDetail = DayLogDetail("bread")
        public val WARM_MEAL: DayLogDetail = DayLogDetail("warm_meal")
        public val SNACK: DayLogDetail = DayLogDetail("snack")
        public val WATER: DayLogDetail = DayLogDetail("water")
        public val ATE_ALL: DayLogDetail = DayLogDetail("ate_all")
        public val ATE_HALF: DayLogDetail = DayLogDetail("ate_half")
        public val ATE_LITTLE: DayLogDetail = DayLogDetail("ate_little")
        public val WET: DayLogDetail = DayLogDetail("wet")
        public val DIRTY: DayLogDetail = DayLogDetail("dirty")
        public val DRY: DayLogDetail = DayLogDetail("dry")
        public val POTTY: DayLogDetail = DayLogDetail("potty")
        public val IN_BED: DayLogDetail = DayLogDetail("in_bed")
        public val IN_PRAM: DayLogDetail = DayLogDetail("in_pram")
        public val INSIDE: DayLogDetail = DayLogDetail("inside")
        public val OUTSIDE: DayLogDetail = DayLogDetail("outside")
        public val CRAFT: DayLogDetail = DayLogDetail("craft")
        public val MUSIC: DayLogDetail = DayLogDetail("music")
        public val READING: DayLogDetail = DayLogDetail("reading")
        public val FREE_PLAY: DayLogDetail = DayLogDetail("free_play")

        /** All that this version knows, in the order to show. */
        public val all: List<DayLogDetail> =
            listOf(
                BOTTLE,
                BREAST_MILK,
                FORMULA,
                FRUIT,
                BREAD,
                WARM_MEAL,
                SNACK,
                WATER,
                ATE_ALL,
                ATE_HALF,
                ATE_LITTLE,
                WET,
                DIRTY,
                DRY,
                POTTY,
                IN_BED,
                IN_PRAM,
                INSIDE,
                OUTSIDE,
                CRAFT,
                MUSIC,
                READING,
                FREE_PLAY,
            )
    }
}

/** What a line of the day book is about. */
@JvmInline
public value class DayLogMatter(override val code: String) : NoteCode {
    public companion object {
        public val SLEEP: DayLogMatter = DayLogMatter("sleep")
        public val FEED: DayLogMatter = DayLogMatter("feed")
        public val NAPPY: DayLogMatter = DayLogMatter("nappy")
        public val PLAY: DayLogMatter = DayLogMatter("play")

        /** All that this version knows, in the order to show. */
        public val all: List<DayLogMatter> =
            listOf(
                SLEEP,
                FEED,
                NAPPY,
                PLAY,
            )
    }
}

/** A part of the day. */
@JvmInline
public value class DayPart(override val code: String) : NoteCode {
    public companion object {
        public val MORNING: DayPart = DayPart("morning")
        public val AFTERNOON: DayPart = DayPart("afternoon")
        public val EVENING: DayPart = DayPart("evening")
        public val NIGHT: DayPart = DayPart("night")

        /** All that this version knows, in the order to show. */
        public val all: List<DayPart> =
            listOf(
                MORNING,
                AFTERNOON,
                EVENING,
                NIGHT,
            )
    }
}

/** Why it is. */
@JvmInline
public value class DayReason(override val code: String) : NoteCode {
    public companion object {
        public val ILL: DayReason = DayReason("ill")
        public val DAY_OFF: DayReason = DayReason("day_off")
        public val FAMILY: DayReason = DayReason("family")
        public val APPOINTMENT: DayReason = DayReason("appointment")
        public val OTHER: DayReason = DayReason("other")

        /** All that this version knows, in the order to show. */
        public val all: List<DayReason> =
            listOf(
                ILL,
                DAY_OFF,
                FAMILY,
                APPOINTMENT,
                OTHER,
            )
    }
}

/** How much a parent wants to read. */
@JvmInline
public value class Detail(override val code: String) : NoteCode {
    public companion object {
        public val BRIEF: Detail = Detail("brief")
        public val NORMAL: Detail = Detail("normal")
        public val EXTENSIVE: Detail = Detail("extensive")

        /** All that this version knows, in the order to show. */
        public val all: List<Detail> =
            listOf(
                BRIEF,
                NORMAL,
                EXTENSIVE,
            )
    }
}

/** A domain of development. */
@JvmInline
public value class Domain(override val code: String) : NoteCode {
    public companion object {
        public val SOCIAL_EMOTIONAL: Domain = Domain("social_emotional")
        public val MOTOR: Domain = Domain("motor")
        public val LANGUAGE: Domain = Domain("language")
        public val THINKING: Domain = Domain("thinking")
        public val CREATIVE: Domain = Domain("creative")
        public val SELF_CARE: Domain = Domain("self_care")
        public val NATURE: Domain = Domain("nature")
        public val OTHER: Domain = Domain("other")

        /** All that this version knows, in the order to show. */
        public val all: List<Domain> =
            listOf(
                SOCIAL_EMOTIONAL,
                MOTOR,
                LANGUAGE,
                THINKING,
                CREATIVE,
                SELF_CARE,
                NATURE,
                OTHER,
            )
    }
}

/** Who somebody turns to when the group does not come out of it. */
@JvmInline
public value class EscalatedTo(override val code: String) : NoteCode {
    public companion object {
        public val MANAGER: EscalatedTo = EscalatedTo("manager")
        public val COACH: EscalatedTo = EscalatedTo("coach")

        /** All that this version knows, in the order to show. */
        public val all: List<EscalatedTo> =
            listOf(
                MANAGER,
                COACH,
            )
    }
}

/** What parents are invited to. */
@JvmInline
public value class EventMatter(override val code: String) : NoteCode {
    public companion object {
        public val COME_AND_LOOK: EventMatter = EventMatter("come_and_look")
        public val COFFEE: EventMatter = EventMatter("coffee")
        public val CELEBRATION: EventMatter = EventMatter("celebration")
        public val TRIP: EventMatter = EventMatter("trip")
        public val WORKSHOP: EventMatter = EventMatter("workshop")
        public val ACTIVITY: EventMatter = EventMatter("activity")

        /** All that this version knows, in the order to show. */
        public val all: List<EventMatter> =
            listOf(
                COME_AND_LOOK,
                COFFEE,
                CELEBRATION,
                TRIP,
                WORKSHOP,
                ACTIVITY,
            )
    }
}

/** What a parent or the group says beforehand. */
@JvmInline
public value class Expectation(override val code: String) : NoteCode {
    public companion object {
        public val EXPECT: Expectation = Expectation("expect")
        public val HOPE: Expectation = Expectation("hope")

        /** All that this version knows, in the order to show. */
        public val all: List<Expectation> =
            listOf(
                EXPECT,
                HOPE,
            )
    }
}

/** A good moment of a child's day. */
@JvmInline
public value class GoodMoment(override val code: String) : NoteCode {
    public companion object {
        public val BUILT_TOWER: GoodMoment = GoodMoment("built_tower")
        public val BUILT_RAILWAY: GoodMoment = GoodMoment("built_railway")
        public val PLAYED_IN_SAND: GoodMoment = GoodMoment("played_in_sand")
        public val PLAYED_WITH_WATER: GoodMoment = GoodMoment("played_with_water")
        public val BLEW_BUBBLES: GoodMoment = GoodMoment("blew_bubbles")
        public val PAINTED: GoodMoment = GoodMoment("painted")
        public val DREW: GoodMoment = GoodMoment("drew")
        public val SHAPED_CLAY: GoodMoment = GoodMoment("shaped_clay")
        public val CUT_AND_PASTED: GoodMoment = GoodMoment("cut_and_pasted")
        public val THREADED_BEADS: GoodMoment = GoodMoment("threaded_beads")
        public val DID_PUZZLE: GoodMoment = GoodMoment("did_puzzle")
        public val SORTED_AND_COUNTED: GoodMoment = GoodMoment("sorted_and_counted")
        public val NAMED_COLOURS: GoodMoment = GoodMoment("named_colours")
        public val SANG_OR_DANCED: GoodMoment = GoodMoment("sang_or_danced")
        public val KNEW_SONG_OR_RHYME: GoodMoment = GoodMoment("knew_song_or_rhyme")
        public val MADE_MUSIC: GoodMoment = GoodMoment("made_music")
        public val LISTENED_TO_STORY: GoodMoment = GoodMoment("listened_to_story")
        public val JOINED_CIRCLE_TIME: GoodMoment = GoodMoment("joined_circle_time")
        public val ENJOYED_A_BOOK: GoodMoment = GoodMoment("enjoyed_a_book")
        public val TOLD_A_STORY: GoodMoment = GoodMoment("told_a_story")
        public val ASKED_GOOD_QUESTION: GoodMoment = GoodMoment("asked_good_question")
        public val SAID_NEW_WORD: GoodMoment = GoodMoment("said_new_word")
        public val TAUGHT_US_A_WORD: GoodMoment = GoodMoment("taught_us_a_word")
        public val PLAYED_TOGETHER: GoodMoment = GoodMoment("played_together")
        public val PLAYED_ALONE: GoodMoment = GoodMoment("played_alone")
        public val MADE_FRIEND: GoodMoment = GoodMoment("made_friend")
        public val WELCOMED_NEW_CHILD: GoodMoment = GoodMoment("welcomed_new_child")
        public val HELPED_ANOTHER: GoodMoment = GoodMoment("helped_another")
        public val COMFORTED_OTHER: GoodMoment = GoodMoment("comforted_other")
        public val SAID_SOMETHING_KIND: GoodMoment = GoodMoment("said_something_kind")
        public val SHARED: GoodMoment = GoodMoment("shared")
        public val WAITED_TURN: GoodMoment = GoodMoment("waited_turn")
        public val MADE_UP_AFTER_QUARREL: GoodMoment = GoodMoment("made_up_after_quarrel")
        public val SET_BOUNDARY: GoodMoment = GoodMoment("set_boundary")
        public val LAUGHED: GoodMoment = GoodMoment("laughed")
        public val MADE_US_LAUGH: GoodMoment = GoodMoment("made_us_laugh")
        public val CUDDLED: GoodMoment = GoodMoment("cuddled")
        public val SAID_GOODBYE_WELL: GoodMoment = GoodMoment("said_goodbye_well")
        public val LET_BE_COMFORTED: GoodMoment = GoodMoment("let_be_comforted")
        public val HELPED_TIDY_UP: GoodMoment = GoodMoment("helped_tidy_up")
        public val HELPED_AT_TABLE: GoodMoment = GoodMoment("helped_at_table")
        public val ATE_WELL: GoodMoment = GoodMoment("ate_well")
        public val TRIED_NEW_FOOD: GoodMoment = GoodMoment("tried_new_food")
        public val ATE_WITHOUT_HELP: GoodMoment = GoodMoment("ate_without_help")
        public val MADE_OWN_SANDWICH: GoodMoment = GoodMoment("made_own_sandwich")
        public val DRANK_FROM_CUP: GoodMoment = GoodMoment("drank_from_cup")
        public val POURED_OWN_DRINK: GoodMoment = GoodMoment("poured_own_drink")
        public val USED_TOILET: GoodMoment = GoodMoment("used_toilet")
        public val DRESSED_WITHOUT_HELP: GoodMoment = GoodMoment("dressed_without_help")
        public val WASHED_HANDS: GoodMoment = GoodMoment("washed_hands")
        public val SLEPT_WELL: GoodMoment = GoodMoment("slept_well")
        public val ENJOYED_OUTSIDE: GoodMoment = GoodMoment("enjoyed_outside")
        public val PLAYED_HIDE_AND_SEEK: GoodMoment = GoodMoment("played_hide_and_seek")
        public val PLAYED_IN_RAIN_OR_SNOW: GoodMoment = GoodMoment("played_in_rain_or_snow")
        public val WENT_FOR_WALK: GoodMoment = GoodMoment("went_for_walk")
        public val CLIMBED: GoodMoment = GoodMoment("climbed")
        public val JUMPED: GoodMoment = GoodMoment("jumped")
        public val KEPT_BALANCE: GoodMoment = GoodMoment("kept_balance")
        public val WENT_DOWN_SLIDE: GoodMoment = GoodMoment("went_down_slide")
        public val RODE_BIKE: GoodMoment = GoodMoment("rode_bike")
        public val PLAYED_BALL: GoodMoment = GoodMoment("played_ball")
        public val FOUND_LITTLE_ANIMALS: GoodMoment = GoodMoment("found_little_animals")
        public val WAS_GENTLE_WITH_ANIMAL: GoodMoment = GoodMoment("was_gentle_with_animal")
        public val EXPLORED_NATURE: GoodMoment = GoodMoment("explored_nature")
        public val CARED_FOR_PLANTS: GoodMoment = GoodMoment("cared_for_plants")
        public val PLAYED_PRETEND: GoodMoment = GoodMoment("played_pretend")
        public val DRESSED_UP: GoodMoment = GoodMoment("dressed_up")
        public val CARED_FOR_DOLL: GoodMoment = GoodMoment("cared_for_doll")
        public val KEPT_TRYING: GoodMoment = GoodMoment("kept_trying")
        public val SOLVED_PROBLEM: GoodMoment = GoodMoment("solved_problem")
        public val CHOSE_ACTIVITY: GoodMoment = GoodMoment("chose_activity")
        public val DARED_SOMETHING: GoodMoment = GoodMoment("dared_something")
        public val WAS_PROUD: GoodMoment = GoodMoment("was_proud")
        public val ROLLED_OVER: GoodMoment = GoodMoment("rolled_over")
        public val SAT_UP: GoodMoment = GoodMoment("sat_up")
        public val CRAWLED: GoodMoment = GoodMoment("crawled")
        public val STOOD_UP: GoodMoment = GoodMoment("stood_up")
        public val TOOK_STEPS: GoodMoment = GoodMoment("took_steps")
        public val GRASPED_SOMETHING: GoodMoment = GoodMoment("grasped_something")
        public val BABBLED: GoodMoment = GoodMoment("babbled")
        public val SMILED_AT_US: GoodMoment = GoodMoment("smiled_at_us")
        public val PLAYED_PEEKABOO: GoodMoment = GoodMoment("played_peekaboo")
        public val ENJOYED_TUMMY_TIME: GoodMoment = GoodMoment("enjoyed_tummy_time")
        public val FOUND_HANDS_AND_FEET: GoodMoment = GoodMoment("found_hands_and_feet")
        public val WALKED_ALONG_FURNITURE: GoodMoment = GoodMoment("walked_along_furniture")
        public val CLAPPED_OR_WAVED: GoodMoment = GoodMoment("clapped_or_waved")
        public val KNEW_OWN_NAME: GoodMoment = GoodMoment("knew_own_name")
        public val FELT_MATERIALS: GoodMoment = GoodMoment("felt_materials")
        public val LISTENED_TO_SONG: GoodMoment = GoodMoment("listened_to_song")
        public val DRANK_WELL: GoodMoment = GoodMoment("drank_well")
        public val ATE_FROM_SPOON: GoodMoment = GoodMoment("ate_from_spoon")
        public val FELL_ASLEEP_CALMLY: GoodMoment = GoodMoment("fell_asleep_calmly")
        public val CAME_HAPPILY_FROM_SCHOOL: GoodMoment = GoodMoment("came_happily_from_school")
        public val TOLD_ABOUT_SCHOOL: GoodMoment = GoodMoment("told_about_school")
        public val RELAXED_AFTER_SCHOOL: GoodMoment = GoodMoment("relaxed_after_school")
        public val DID_HOMEWORK_TOGETHER: GoodMoment = GoodMoment("did_homework_together")
        public val READ_ALONE: GoodMoment = GoodMoment("read_alone")
        public val WROTE_SOMETHING: GoodMoment = GoodMoment("wrote_something")
        public val FINISHED_DRAWING: GoodMoment = GoodMoment("finished_drawing")
        public val MADE_JEWELLERY_OR_SEWED: GoodMoment = GoodMoment("made_jewellery_or_sewed")
        public val BUILT_WITH_TOOLS: GoodMoment = GoodMoment("built_with_tools")
        public val DID_EXPERIMENT: GoodMoment = GoodMoment("did_experiment")
        public val COOKED_TOGETHER: GoodMoment = GoodMoment("cooked_together")
        public val PLAYED_BOARD_GAME: GoodMoment = GoodMoment("played_board_game")
        public val COPED_WITH_LOSING: GoodMoment = GoodMoment("coped_with_losing")
        public val INVENTED_GAME: GoodMoment = GoodMoment("invented_game")
        public val MADE_PLAN_TOGETHER: GoodMoment = GoodMoment("made_plan_together")
        public val HELPED_YOUNGER_CHILD: GoodMoment = GoodMoment("helped_younger_child")
        public val PERFORMED_FOR_OTHERS: GoodMoment = GoodMoment("performed_for_others")
        public val BUILT_HUT: GoodMoment = GoodMoment("built_hut")
        public val PLAYED_FOOTBALL: GoodMoment = GoodMoment("played_football")
        public val DID_SPORTS: GoodMoment = GoodMoment("did_sports")
        public val WENT_ON_OUTING: GoodMoment = GoodMoment("went_on_outing")
        public val CELEBRATED: GoodMoment = GoodMoment("celebrated")
        public val TRIED_SOMETHING_NEW: GoodMoment = GoodMoment("tried_something_new")
        public val LEARNT_SOMETHING: GoodMoment = GoodMoment("learnt_something")
        public val MADE_SOMETHING: GoodMoment = GoodMoment("made_something")
        public val NOTHING_SPECIAL: GoodMoment = GoodMoment("nothing_special")

        /** All that this version knows, in the order to show. */
        public val all: List<GoodMoment> =
            listOf(
                BUILT_TOWER,
                BUILT_RAILWAY,
                PLAYED_IN_SAND,
                PLAYED_WITH_WATER,
                BLEW_BUBBLES,
                PAINTED,
                DREW,
                SHAPED_CLAY,
                CUT_AND_PASTED,
                THREADED_BEADS,
                DID_PUZZLE,
                SORTED_AND_COUNTED,
                NAMED_COLOURS,
                SANG_OR_DANCED,
                KNEW_SONG_OR_RHYME,
                MADE_MUSIC,
                LISTENED_TO_STORY,
                JOINED_CIRCLE_TIME,
                ENJOYED_A_BOOK,
                TOLD_A_STORY,
                ASKED_GOOD_QUESTION,
                SAID_NEW_WORD,
                TAUGHT_US_A_WORD,
                PLAYED_TOGETHER,
                PLAYED_ALONE,
                MADE_FRIEND,
                WELCOMED_NEW_CHILD,
                HELPED_ANOTHER,
                COMFORTED_OTHER,
                SAID_SOMETHING_KIND,
                SHARED,
                WAITED_TURN,
                MADE_UP_AFTER_QUARREL,
                SET_BOUNDARY,
                LAUGHED,
                MADE_US_LAUGH,
                CUDDLED,
                SAID_GOODBYE_WELL,
                LET_BE_COMFORTED,
                HELPED_TIDY_UP,
                HELPED_AT_TABLE,
                ATE_WELL,
                TRIED_NEW_FOOD,
                ATE_WITHOUT_HELP,
                MADE_OWN_SANDWICH,
                DRANK_FROM_CUP,
                POURED_OWN_DRINK,
                USED_TOILET,
                DRESSED_WITHOUT_HELP,
                WASHED_HANDS,
                SLEPT_WELL,
                ENJOYED_OUTSIDE,
                PLAYED_HIDE_AND_SEEK,
                PLAYED_IN_RAIN_OR_SNOW,
                WENT_FOR_WALK,
                CLIMBED,
                JUMPED,
                KEPT_BALANCE,
                WENT_DOWN_SLIDE,
                RODE_BIKE,
                PLAYED_BALL,
                FOUND_LITTLE_ANIMALS,
                WAS_GENTLE_WITH_ANIMAL,
                EXPLORED_NATURE,
                CARED_FOR_PLANTS,
                PLAYED_PRETEND,
                DRESSED_UP,
                CARED_FOR_DOLL,
                KEPT_TRYING,
                SOLVED_PROBLEM,
                CHOSE_ACTIVITY,
                DARED_SOMETHING,
                WAS_PROUD,
                ROLLED_OVER,
                SAT_UP,
                CRAWLED,
                STOOD_UP,
                TOOK_STEPS,
                GRASPED_SOMETHING,
                BABBLED,
                SMILED_AT_US,
                PLAYED_PEEKABOO,
                ENJOYED_TUMMY_TIME,
                FOUND_HANDS_AND_FEET,
                WALKED_ALONG_FURNITURE,
                CLAPPED_OR_WAVED,
                KNEW_OWN_NAME,
                FELT_MATERIALS,
                LISTENED_TO_SONG,
                DRANK_WELL,
                ATE_FROM_SPOON,
                FELL_ASLEEP_CALMLY,
                CAME_HAPPILY_FROM_SCHOOL,
                TOLD_ABOUT_SCHOOL,
                RELAXED_AFTER_SCHOOL,
                DID_HOMEWORK_TOGETHER,
                READ_ALONE,
                WROTE_SOMETHING,
                FINISHED_DRAWING,
                MADE_JEWELLERY_OR_SEWED,
                BUILT_WITH_TOOLS,
                DID_EXPERIMENT,
                COOKED_TOGETHER,
                PLAYED_BOARD_GAME,
                COPED_WITH_LOSING,
                INVENTED_GAME,
                MADE_PLAN_TOGETHER,
                HELPED_YOUNGER_CHILD,
                PERFORMED_FOR_OTHERS,
                BUILT_HUT,
                PLAYED_FOOTBALL,
                DID_SPORTS,
                WENT_ON_OUTING,
                CELEBRATED,
                TRIED_SOMETHING_NEW,
                LEARNT_SOMETHING,
                MADE_SOMETHING,
                NOTHING_SPECIAL,
            )
    }
}

/** What a note from home is about. */
@JvmInline
public value class HomeTopic(override val code: String) : NoteCode {
    public companion object {
        public val MOOD: HomeTopic = HomeTopic("mood")
        public val SLEEP: HomeTopic = HomeTopic("sleep")
        public val FOOD: HomeTopic = HomeTopic("food")
        public val FAMILY_EVENT: HomeTopic = HomeTopic("family_event")
        public val HEALTH: HomeTopic = HomeTopic("health")
        public val NICE_MOMENT: HomeTopic = HomeTopic("nice_moment")
        public val NEW_SKILL: HomeTopic = HomeTopic("new_skill")
        public val OTHER: HomeTopic = HomeTopic("other")

        /** All that this version knows, in the order to show. */
        public val all: List<HomeTopic> =
            listOf(
                MOOD,
                SLEEP,
                FOOD,
                FAMILY_EVENT,
                HEALTH,
                NICE_MOMENT,
                NEW_SKILL,
                OTHER,
            )
    }
}

/** What was done about an illness. */
@JvmInline
public value class IllnessAction(override val code: String) : NoteCode {
    public companion object {
        public val WATCHED: IllnessAction = IllnessAction("watched")
        public val PARENT_CALLED: IllnessAction = IllnessAction("parent_called")
        public val COLLECTED: IllnessAction = IllnessAction("collected")
        public val DOCTOR: IllnessAction = IllnessAction("doctor")
        public val EMERGENCY: IllnessAction = IllnessAction("emergency")

        /** All that this version knows, in the order to show. */
        public val all: List<IllnessAction> =
            listOf(
                WATCHED,
                PARENT_CALLED,
                COLLECTED,
                DOCTOR,
                EMERGENCY,
            )
    }
}

/** What was done about it. */
@JvmInline
public value class IncidentAction(override val code: String) : NoteCode {
    public companion object {
        public val COMFORTED: IncidentAction = IncidentAction("comforted")
        public val COOLED: IncidentAction = IncidentAction("cooled")
        public val PLASTER: IncidentAction = IncidentAction("plaster")
        public val FIRST_AID: IncidentAction = IncidentAction("first_aid")
        public val DOCTOR: IncidentAction = IncidentAction("doctor")
        public val EMERGENCY: IncidentAction = IncidentAction("emergency")

        /** All that this version knows, in the order to show. */
        public val all: List<IncidentAction> =
            listOf(
                COMFORTED,
                COOLED,
                PLASTER,
                FIRST_AID,
                DOCTOR,
                EMERGENCY,
            )
    }
}

/** What happened to a child. */
@JvmInline
public value class IncidentMatter(override val code: String) : NoteCode {
    public companion object {
        public val FALL: IncidentMatter = IncidentMatter("fall")
        public val BUMP: IncidentMatter = IncidentMatter("bump")
        public val BITE: IncidentMatter = IncidentMatter("bite")
        public val CUT: IncidentMatter = IncidentMatter("cut")
        public val STING: IncidentMatter = IncidentMatter("sting")
        public val BURN: IncidentMatter = IncidentMatter("burn")
        public val CHOKING: IncidentMatter = IncidentMatter("choking")
        public val OTHER: IncidentMatter = IncidentMatter("other")

        /** All that this version knows, in the order to show. */
        public val all: List<IncidentMatter> =
            listOf(
                FALL,
                BUMP,
                BITE,
                CUT,
                STING,
                BURN,
                CHOKING,
                OTHER,
            )
    }
}

/** What kind of medical fact. */
@JvmInline
public value class MedicalMatter(override val code: String) : NoteCode {
    public companion object {
        public val ALLERGY: MedicalMatter = MedicalMatter("allergy")
        public val INTOLERANCE: MedicalMatter = MedicalMatter("intolerance")
        public val CONDITION: MedicalMatter = MedicalMatter("condition")
        public val MEDICINE: MedicalMatter = MedicalMatter("medicine")

        /** All that this version knows, in the order to show. */
        public val all: List<MedicalMatter> =
            listOf(
                ALLERGY,
                INTOLERANCE,
                CONDITION,
                MEDICINE,
            )
    }
}

/** How a child arrives. */
@JvmInline
public value class Mood(override val code: String) : NoteCode {
    public companion object {
        public val HAPPY: Mood = Mood("happy")
        public val AS_USUAL: Mood = Mood("as_usual")
        public val TIRED: Mood = Mood("tired")
        public val SAD: Mood = Mood("sad")
        public val RESTLESS: Mood = Mood("restless")
        public val CLINGY: Mood = Mood("clingy")
        public val UNWELL: Mood = Mood("unwell")

        /** All that this version knows, in the order to show. */
        public val all: List<Mood> =
            listOf(
                HAPPY,
                AS_USUAL,
                TIRED,
                SAD,
                RESTLESS,
                CLINGY,
                UNWELL,
            )
    }
}

/** What somebody of the child's network may do. */
@JvmInline
public value class NetworkScope(override val code: String) : NoteCode {
    public companion object {
        public val COLLECT: NetworkScope = NetworkScope("collect")
        public val BE_CALLED: NetworkScope = NetworkScope("be_called")
        public val JOIN_TALKS: NetworkScope = NetworkScope("join_talks")

        /** All that this version knows, in the order to show. */
        public val all: List<NetworkScope> =
            listOf(
                COLLECT,
                BE_CALLED,
                JOIN_TALKS,
            )
    }
}

/** What is offered lightly: once, and again after a year. */
@JvmInline
public value class Offered(override val code: String) : NoteCode {
    public companion object {
        public val TEN_MINUTES: Offered = Offered("ten_minutes")
        public val HOME_VISIT: Offered = Offered("home_visit")

        /** All that this version knows, in the order to show. */
        public val all: List<Offered> =
            listOf(
                TEN_MINUTES,
                HOME_VISIT,
            )
    }
}

/** Where a child arrives from. */
@JvmInline
public value class Origin(override val code: String) : NoteCode {
    public companion object {
        public val HOME: Origin = Origin("home")
        public val SCHOOL: Origin = Origin("school")

        /** All that this version knows, in the order to show. */
        public val all: List<Origin> =
            listOf(
                HOME,
                SCHOOL,
            )
    }
}

/** What a page of the handbook is about. */
@JvmInline
public value class PageTopic(override val code: String) : NoteCode {
    public companion object {
        public val VISION: PageTopic = PageTopic("vision")
        public val TOGETHER: PageTopic = PageTopic("together")
        public val DROP_OFF: PageTopic = PageTopic("drop_off")
        public val PICK_UP: PageTopic = PageTopic("pick_up")
        public val TALKS: PageTopic = PageTopic("talks")
        public val SLEEP: PageTopic = PageTopic("sleep")
        public val FOOD: PageTopic = PageTopic("food")
        public val TOILET: PageTopic = PageTopic("toilet")
        public val MEDICINE: PageTopic = PageTopic("medicine")
        public val ILLNESS: PageTopic = PageTopic("illness")
        public val SAFETY: PageTopic = PageTopic("safety")
        public val SIGNALS: PageTopic = PageTopic("signals")
        public val OTHER: PageTopic = PageTopic("other")

        /** All that this version knows, in the order to show. */
        public val all: List<PageTopic> =
            listOf(
                VISION,
                TOGETHER,
                DROP_OFF,
                PICK_UP,
                TALKS,
                SLEEP,
                FOOD,
                TOILET,
                MEDICINE,
                ILLNESS,
                SAFETY,
                SIGNALS,
                OTHER,
            )
    }
}

/** Arrived or left. */
@JvmInline
public value class Passage(override val code: String) : NoteCode {
    public companion object {
        public val ARRIVED: Passage = Passage("arrived")
        public val LEFT: Passage = Passage("left")

        /** All that this version knows, in the order to show. */
        public val all: List<Passage> =
            listOf(
                ARRIVED,
                LEFT,
            )
    }
}

/** What a trainee proposes. */
@JvmInline
public value class Proposed(override val code: String) : NoteCode {
    public companion object {
        public val OBSERVATION: Proposed = Proposed("observation")
        public val PICK_UP: Proposed = Proposed("pick_up")
        public val QUESTION: Proposed = Proposed("question")
        public val NOTICE: Proposed = Proposed("notice")

        /** All that this version knows, in the order to show. */
        public val all: List<Proposed> =
            listOf(
                OBSERVATION,
                PICK_UP,
                QUESTION,
                NOTICE,
            )
    }
}

/** What a parent agrees to or not. */
@JvmInline
public value class Purpose(override val code: String) : NoteCode {
    public companion object {
        public val PHOTOS_INSIDE: Purpose = Purpose("photos_inside")
        public val PHOTOS_WEBSITE: Purpose = Purpose("photos_website")
        public val OUTING: Purpose = Purpose("outing")
        public val SUN_CREAM: Purpose = Purpose("sun_cream")
        public val PARACETAMOL: Purpose = Purpose("paracetamol")
        public val SHARE_SCHOOL: Purpose = Purpose("share_school")
        public val SHARE_AFTER_SCHOOL: Purpose = Purpose("share_after_school")
        public val SHARE_YOUTH_HEALTH: Purpose = Purpose("share_youth_health")
        public val GO_HOME_ALONE: Purpose = Purpose("go_home_alone")
        public val OBSERVATION: Purpose = Purpose("observation")

        /** All that this version knows, in the order to show. */
        public val all: List<Purpose> =
            listOf(
                PHOTOS_INSIDE,
                PHOTOS_WEBSITE,
                OUTING,
                SUN_CREAM,
                PARACETAMOL,
                SHARE_SCHOOL,
                SHARE_AFTER_SCHOOL,
                SHARE_YOUTH_HEALTH,
                GO_HOME_ALONE,
                OBSERVATION,
            )
    }
}

/** Who outside gets something of a child's file. */
@JvmInline
public value class Receiver(override val code: String) : NoteCode {
    public companion object {
        public val SCHOOL: Receiver = Receiver("school")
        public val AFTER_SCHOOL: Receiver = Receiver("after_school")
        public val YOUTH_HEALTH: Receiver = Receiver("youth_health")
        public val OTHER: Receiver = Receiver("other")

        /** All that this version knows, in the order to show. */
        public val all: List<Receiver> =
            listOf(
                SCHOOL,
                AFTER_SCHOOL,
                YOUTH_HEALTH,
                OTHER,
            )
    }
}

/** Why something is taken back. */
@JvmInline
public value class RetractionReason(override val code: String) : NoteCode {
    public companion object {
        public val WRONG_CHILD: RetractionReason = RetractionReason("wrong_child")
        public val WRONG_FACTS: RetractionReason = RetractionReason("wrong_facts")
        public val NOT_WANTED: RetractionReason = RetractionReason("not_wanted")
        public val OTHER: RetractionReason = RetractionReason("other")

        /** All that this version knows, in the order to show. */
        public val all: List<RetractionReason> =
            listOf(
                WRONG_CHILD,
                WRONG_FACTS,
                NOT_WANTED,
                OTHER,
            )
    }
}

/** How bad it is. */
@JvmInline
public value class Severity(override val code: String) : NoteCode {
    public companion object {
        public val MILD: Severity = Severity("mild")
        public val SEVERE: Severity = Severity("severe")

        /** All that this version knows, in the order to show. */
        public val all: List<Severity> =
            listOf(
                MILD,
                SEVERE,
            )
    }
}

/** How a child slept. */
@JvmInline
public value class Slept(override val code: String) : NoteCode {
    public companion object {
        public val WELL: Slept = Slept("well")
        public val AS_USUAL: Slept = Slept("as_usual")
        public val BADLY: Slept = Slept("badly")
        public val SHORT: Slept = Slept("short")

        /** All that this version knows, in the order to show. */
        public val all: List<Slept> =
            listOf(
                WELL,
                AS_USUAL,
                BADLY,
                SHORT,
            )
    }
}

/** How a child is doing, for the next colleague. */
@JvmInline
public value class State(override val code: String) : NoteCode {
    public companion object {
        public val CALM: State = State("calm")
        public val WATCH: State = State("watch")
        public val ACT: State = State("act")

        /** All that this version knows, in the order to show. */
        public val all: List<State> =
            listOf(
                CALM,
                WATCH,
                ACT,
            )
    }
}

/** What an illness shows by. */
@JvmInline
public value class Symptom(override val code: String) : NoteCode {
    public companion object {
        public val FEVER: Symptom = Symptom("fever")
        public val COUGH: Symptom = Symptom("cough")
        public val COLD: Symptom = Symptom("cold")
        public val VOMITING: Symptom = Symptom("vomiting")
        public val DIARRHOEA: Symptom = Symptom("diarrhoea")
        public val RASH: Symptom = Symptom("rash")
        public val EYE_INFECTION: Symptom = Symptom("eye_infection")
        public val EAR_PAIN: Symptom = Symptom("ear_pain")
        public val TIRED: Symptom = Symptom("tired")
        public val NOT_EATING: Symptom = Symptom("not_eating")
        public val OTHER: Symptom = Symptom("other")

        /** All that this version knows, in the order to show. */
        public val all: List<Symptom> =
            listOf(
                FEVER,
                COUGH,
                COLD,
                VOMITING,
                DIARRHOEA,
                RASH,
                EYE_INFECTION,
                EAR_PAIN,
                TIRED,
                NOT_EATING,
                OTHER,
            )
    }
}

/** How one wants to talk. */
@JvmInline
public value class TalkForm(override val code: String) : NoteCode {
    public companion object {
        public val PHONE: TalkForm = TalkForm("phone")
        public val IN_PERSON: TalkForm = TalkForm("in_person")
        public val EITHER: TalkForm = TalkForm("either")
        public val VIDEO: TalkForm = TalkForm("video")

        /** All that this version knows, in the order to show. */
        public val all: List<TalkForm> =
            listOf(
                PHONE,
                IN_PERSON,
                EITHER,
                VIDEO,
            )
    }
}

/** What a talk is for. */
@JvmInline
public value class TalkPurpose(override val code: String) : NoteCode {
    public companion object {
        public val TEN_MINUTES: TalkPurpose = TalkPurpose("ten_minutes")
        public val INTAKE: TalkPurpose = TalkPurpose("intake")
        public val SENSITIVE: TalkPurpose = TalkPurpose("sensitive")
        public val HOME_VISIT: TalkPurpose = TalkPurpose("home_visit")
        public val OTHER: TalkPurpose = TalkPurpose("other")

        /** All that this version knows, in the order to show. */
        public val all: List<TalkPurpose> =
            listOf(
                TEN_MINUTES,
                INTAKE,
                SENSITIVE,
                HOME_VISIT,
                OTHER,
            )
    }
}

/** What somebody wants to talk about, never more than this. */
@JvmInline
public value class TalkSubject(override val code: String) : NoteCode {
    public companion object {
        public val SLEEP: TalkSubject = TalkSubject("sleep")
        public val FOOD: TalkSubject = TalkSubject("food")
        public val PLAY: TalkSubject = TalkSubject("play")
        public val BEHAVIOUR: TalkSubject = TalkSubject("behaviour")
        public val OTHER: TalkSubject = TalkSubject("other")
        public val TELL_MYSELF: TalkSubject = TalkSubject("tell_myself")

        /** All that this version knows, in the order to show. */
        public val all: List<TalkSubject> =
            listOf(
                SLEEP,
                FOOD,
                PLAY,
                BEHAVIOUR,
                OTHER,
                TELL_MYSELF,
            )
    }
}

/** Which note a template is for. */
@JvmInline
public value class TemplateFor(override val code: String) : NoteCode {
    public companion object {
        public val DROP_OFF: TemplateFor = TemplateFor("drop_off")
        public val PICK_UP: TemplateFor = TemplateFor("pick_up")
        public val HANDOVER: TemplateFor = TemplateFor("handover")
        public val DAY_LOG: TemplateFor = TemplateFor("day_log")
        public val OBSERVATION: TemplateFor = TemplateFor("observation")
        public val TALK: TemplateFor = TemplateFor("talk")
        public val EXPECTATIONS: TemplateFor = TemplateFor("expectations")

        /** All that this version knows, in the order to show. */
        public val all: List<TemplateFor> =
            listOf(
                DROP_OFF,
                PICK_UP,
                HANDOVER,
                DAY_LOG,
                OBSERVATION,
                TALK,
                EXPECTATIONS,
            )
    }
}

/** Whether a parent was told, and how. */
@JvmInline
public value class Told(override val code: String) : NoteCode {
    public companion object {
        public val NOT_YET: Told = Told("not_yet")
        public val CALLED: Told = Told("called")
        public val TOLD_AT_THE_DOOR: Told = Told("told_at_the_door")

        /** All that this version knows, in the order to show. */
        public val all: List<Told> =
            listOf(
                NOT_YET,
                CALLED,
                TOLD_AT_THE_DOOR,
            )
    }
}

/** What is asked, agreed or worried about. */
@JvmInline
public value class Topic(override val code: String) : NoteCode {
    public companion object {
        public val SLEEP: Topic = Topic("sleep")
        public val FOOD: Topic = Topic("food")
        public val COMFORT: Topic = Topic("comfort")
        public val LIMITS: Topic = Topic("limits")
        public val PLAY: Topic = Topic("play")
        public val LANGUAGE: Topic = Topic("language")
        public val BEHAVIOUR: Topic = Topic("behaviour")
        public val FRIENDS: Topic = Topic("friends")
        public val TOILET: Topic = Topic("toilet")
        public val HEALTH: Topic = Topic("health")
        public val OTHER: Topic = Topic("other")

        /** All that this version knows, in the order to show. */
        public val all: List<Topic> =
            listOf(
                SLEEP,
                FOOD,
                COMFORT,
                LIMITS,
                PLAY,
                LANGUAGE,
                BEHAVIOUR,
                FRIENDS,
                TOILET,
                HEALTH,
                OTHER,
            )
    }
}

/** How soon. */
@JvmInline
public value class Urgency(override val code: String) : NoteCode {
    public companion object {
        public val NO_HURRY: Urgency = Urgency("no_hurry")
        public val THIS_WEEK: Urgency = Urgency("this_week")
        public val CALL_TODAY: Urgency = Urgency("call_today")

        /** All that this version knows, in the order to show. */
        public val all: List<Urgency> =
            listOf(
                NO_HURRY,
                THIS_WEEK,
                CALL_TODAY,
            )
    }
}

/** A day of the week. */
@JvmInline
public value class Weekday(override val code: String) : NoteCode {
    public companion object {
        public val MONDAY: Weekday = Weekday("monday")
        public val TUESDAY: Weekday = Weekday("tuesday")
        public val WEDNESDAY: Weekday = Weekday("wednesday")
        public val THURSDAY: Weekday = Weekday("thursday")
        public val FRIDAY: Weekday = Weekday("friday")
        public val SATURDAY: Weekday = Weekday("saturday")
        public val SUNDAY: Weekday = Weekday("sunday")

        /** All that this version knows, in the order to show. */
        public val all: List<Weekday> =
            listOf(
                MONDAY,
                TUESDAY,
                WEDNESDAY,
                THURSDAY,
                FRIDAY,
                SATURDAY,
                SUNDAY,
            )
    }
}

/** An answer to a request or an offer. */
@JvmInline
public value class YesNoLater(override val code: String) : NoteCode {
    public companion object {
        public val YES: YesNoLater = YesNoLater("yes")
        public val NO: YesNoLater = YesNoLater("no")
        public val LATER: YesNoLater = YesNoLater("later")

        /** All that this version knows, in the order to show. */
        public val all: List<YesNoLater> =
            listOf(
                YES,
                NO,
                LATER,
            )
    }
}

// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

extension Notes {
  /// An age band of children.
  public struct AgeBand: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let baby = Self("baby")
    public static let toddler = Self("toddler")
    public static let afterSchool = Self("after_school")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      baby,
      toddler,
      afterSchool,
    ]
  }
}

extension Notes {
  /// What a question asks for.
  public struct Asks: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let answer = Self("answer")
    public static let advice = Self("advice")
    public static let help = Self("help")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      answer,
      advice,
      help,
    ]
  }
}

extension Notes {
  /// What the board says most often.
  public struct BoardCode: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let closed = Self("closed")
    public static let chickenpox = Self("chickenpox")
    public static let headLice = Self("head_lice")
    public static let stomachBug = Self("stomach_bug")
    public static let rubberBoots = Self("rubber_boots")
    public static let sunCream = Self("sun_cream")
    public static let swimming = Self("swimming")
    public static let outing = Self("outing")
    public static let birthday = Self("birthday")
    public static let studyDay = Self("study_day")
    public static let photographer = Self("photographer")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      closed,
      chickenpox,
      headLice,
      stomachBug,
      rubberBoots,
      sunCream,
      swimming,
      outing,
      birthday,
      studyDay,
      photographer,
      other,
    ]
  }
}

extension Notes {
  /// Where they prefer it.
  public struct Channel: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let door = Self("door")
    public static let phone = Self("phone")
    public static let app = Self("app")
    public static let inPerson = Self("in_person")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      door,
      phone,
      app,
      inPerson,
    ]
  }
}

extension Notes {
  /// Whether one comes.
  public struct Coming: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let yes = Self("yes")
    public static let no = Self("no")
    public static let maybe = Self("maybe")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      yes,
      no,
      maybe,
    ]
  }
}

extension Notes {
  /// A contact that took place.
  public struct ContactHeld: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let door = Self("door")
    public static let call = Self("call")
    public static let talk = Self("talk")
    public static let homeVisit = Self("home_visit")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      door,
      call,
      talk,
      homeVisit,
    ]
  }
}

extension Notes {
  /// How often parent and mentor want to be in touch.
  public struct ContactRhythm: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let weekly = Self("weekly")
    public static let monthly = Self("monthly")
    public static let quarterly = Self("quarterly")
    public static let whenNeeded = Self("when_needed")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      weekly,
      monthly,
      quarterly,
      whenNeeded,
    ]
  }
}

extension Notes {
  /// What is different today.
  public struct DayDifference: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let notComing = Self("not_coming")
    public static let later = Self("later")
    public static let earlier = Self("earlier")
    public static let otherCollector = Self("other_collector")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      notComing,
      later,
      earlier,
      otherCollector,
    ]
  }
}

extension Notes {
  /// What a line of the day book says of it.
  public struct DayLogDetail: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let bottle = Self("bottle")
    public static let breastMilk = Self("breast_milk")
    public static let formula = Self("formula")
    public static let fruit = Self("fruit")
    public static let bread = Self("bread")
    public static let warmMeal = Self("warm_meal")
    public static let snack = Self("snack")
    public static let water = Self("water")
    public static let ateAll = Self("ate_all")
    public static let ateHalf = Self("ate_half")
    public static let ateLittle = Self("ate_little")
    public static let wet = Self("wet")
    public static let dirty = Self("dirty")
    public static let dry = Self("dry")
    public static let potty = Self("potty")
    public static let inBed = Self("in_bed")
    public static let inPram = Self("in_pram")
    public static let inside = Self("inside")
    public static let outside = Self("outside")
    public static let craft = Self("craft")
    public static let music = Self("music")
    public static let reading = Self("reading")
    public static let freePlay = Self("free_play")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      bottle,
      breastMilk,
      formula,
      fruit,
      bread,
      warmMeal,
      snack,
      water,
      ateAll,
      ateHalf,
      ateLittle,
      wet,
      dirty,
      dry,
      potty,
      inBed,
      inPram,
      inside,
      outside,
      craft,
      music,
      reading,
      freePlay,
    ]
  }
}

extension Notes {
  /// What a line of the day book is about.
  public struct DayLogMatter: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let sleep = Self("sleep")
    public static let feed = Self("feed")
    public static let nappy = Self("nappy")
    public static let play = Self("play")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      sleep,
      feed,
      nappy,
      play,
    ]
  }
}

extension Notes {
  /// A part of the day.
  public struct DayPart: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let morning = Self("morning")
    public static let afternoon = Self("afternoon")
    public static let evening = Self("evening")
    public static let night = Self("night")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      morning,
      afternoon,
      evening,
      night,
    ]
  }
}

extension Notes {
  /// Why it is.
  public struct DayReason: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let ill = Self("ill")
    public static let dayOff = Self("day_off")
    public static let family = Self("family")
    public static let appointment = Self("appointment")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      ill,
      dayOff,
      family,
      appointment,
      other,
    ]
  }
}

extension Notes {
  /// How much a parent wants to read.
  public struct Detail: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let brief = Self("brief")
    public static let normal = Self("normal")
    public static let extensive = Self("extensive")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      brief,
      normal,
      extensive,
    ]
  }
}

extension Notes {
  /// A domain of development.
  public struct Domain: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let socialEmotional = Self("social_emotional")
    public static let motor = Self("motor")
    public static let language = Self("language")
    public static let thinking = Self("thinking")
    public static let creative = Self("creative")
    public static let selfCare = Self("self_care")
    public static let nature = Self("nature")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      socialEmotional,
      motor,
      language,
      thinking,
      creative,
      selfCare,
      nature,
      other,
    ]
  }
}

extension Notes {
  /// Who somebody turns to when the group does not come out of it.
  public struct EscalatedTo: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let manager = Self("manager")
    public static let coach = Self("coach")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      manager,
      coach,
    ]
  }
}

extension Notes {
  /// What parents are invited to.
  public struct EventMatter: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let comeAndLook = Self("come_and_look")
    public static let coffee = Self("coffee")
    public static let celebration = Self("celebration")
    public static let trip = Self("trip")
    public static let workshop = Self("workshop")
    public static let activity = Self("activity")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      comeAndLook,
      coffee,
      celebration,
      trip,
      workshop,
      activity,
    ]
  }
}

extension Notes {
  /// What a parent or the group says beforehand.
  public struct Expectation: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let expect = Self("expect")
    public static let hope = Self("hope")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      expect,
      hope,
    ]
  }
}

extension Notes {
  /// A good moment of a child's day.
  public struct GoodMoment: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let builtTower = Self("built_tower")
    public static let builtRailway = Self("built_railway")
    public static let playedInSand = Self("played_in_sand")
    public static let playedWithWater = Self("played_with_water")
    public static let blewBubbles = Self("blew_bubbles")
    public static let painted = Self("painted")
    public static let drew = Self("drew")
    public static let shapedClay = Self("shaped_clay")
    public static let cutAndPasted = Self("cut_and_pasted")
    public static let threadedBeads = Self("threaded_beads")
    public static let didPuzzle = Self("did_puzzle")
    public static let sortedAndCounted = Self("sorted_and_counted")
    public static let namedColours = Self("named_colours")
    public static let sangOrDanced = Self("sang_or_danced")
    public static let knewSongOrRhyme = Self("knew_song_or_rhyme")
    public static let madeMusic = Self("made_music")
    public static let listenedToStory = Self("listened_to_story")
    public static let joinedCircleTime = Self("joined_circle_time")
    public static let enjoyedABook = Self("enjoyed_a_book")
    public static let toldAStory = Self("told_a_story")
    public static let askedGoodQuestion = Self("asked_good_question")
    public static let saidNewWord = Self("said_new_word")
    public static let taughtUsAWord = Self("taught_us_a_word")
    public static let playedTogether = Self("played_together")
    public static let playedAlone = Self("played_alone")
    public static let madeFriend = Self("made_friend")
    public static let welcomedNewChild = Self("welcomed_new_child")
    public static let helpedAnother = Self("helped_another")
    public static let comfortedOther = Self("comforted_other")
    public static let saidSomethingKind = Self("said_something_kind")
    public static let shared = Self("shared")
    public static let waitedTurn = Self("waited_turn")
    public static let madeUpAfterQuarrel = Self("made_up_after_quarrel")
    public static let setBoundary = Self("set_boundary")
    public static let laughed = Self("laughed")
    public static let madeUsLaugh = Self("made_us_laugh")
    public static let cuddled = Self("cuddled")
    public static let saidGoodbyeWell = Self("said_goodbye_well")
    public static let letBeComforted = Self("let_be_comforted")
    public static let helpedTidyUp = Self("helped_tidy_up")
    public static let helpedAtTable = Self("helped_at_table")
    public static let ateWell = Self("ate_well")
    public static let triedNewFood = Self("tried_new_food")
    public static let ateWithoutHelp = Self("ate_without_help")
    public static let madeOwnSandwich = Self("made_own_sandwich")
    public static let drankFromCup = Self("drank_from_cup")
    public static let pouredOwnDrink = Self("poured_own_drink")
    public static let usedToilet = Self("used_toilet")
    public static let dressedWithoutHelp = Self("dressed_without_help")
    public static let washedHands = Self("washed_hands")
    public static let sleptWell = Self("slept_well")
    public static let enjoyedOutside = Self("enjoyed_outside")
    public static let playedHideAndSeek = Self("played_hide_and_seek")
    public static let playedInRainOrSnow = Self("played_in_rain_or_snow")
    public static let wentForWalk = Self("went_for_walk")
    public static let climbed = Self("climbed")
    public static let jumped = Self("jumped")
    public static let keptBalance = Self("kept_balance")
    public static let wentDownSlide = Self("went_down_slide")
    public static let rodeBike = Self("rode_bike")
    public static let playedBall = Self("played_ball")
    public static let foundLittleAnimals = Self("found_little_animals")
    public static let wasGentleWithAnimal = Self("was_gentle_with_animal")
    public static let exploredNature = Self("explored_nature")
    public static let caredForPlants = Self("cared_for_plants")
    public static let playedPretend = Self("played_pretend")
    public static let dressedUp = Self("dressed_up")
    public static let caredForDoll = Self("cared_for_doll")
    public static let keptTrying = Self("kept_trying")
    public static let solvedProblem = Self("solved_problem")
    public static let choseActivity = Self("chose_activity")
    public static let daredSomething = Self("dared_something")
    public static let wasProud = Self("was_proud")
    public static let rolledOver = Self("rolled_over")
    public static let satUp = Self("sat_up")
    public static let crawled = Self("crawled")
    public static let stoodUp = Self("stood_up")
    public static let tookSteps = Self("took_steps")
    public static let graspedSomething = Self("grasped_something")
    public static let babbled = Self("babbled")
    public static let smiledAtUs = Self("smiled_at_us")
    public static let playedPeekaboo = Self("played_peekaboo")
    public static let enjoyedTummyTime = Self("enjoyed_tummy_time")
    public static let foundHandsAndFeet = Self("found_hands_and_feet")
    public static let walkedAlongFurniture = Self("walked_along_furniture")
    public static let clappedOrWaved = Self("clapped_or_waved")
    public static let knewOwnName = Self("knew_own_name")
    public static let feltMaterials = Self("felt_materials")
    public static let listenedToSong = Self("listened_to_song")
    public static let drankWell = Self("drank_well")
    public static let ateFromSpoon = Self("ate_from_spoon")
    public static let fellAsleepCalmly = Self("fell_asleep_calmly")
    public static let cameHappilyFromSchool = Self("came_happily_from_school")
    public static let toldAboutSchool = Self("told_about_school")
    public static let relaxedAfterSchool = Self("relaxed_after_school")
    public static let didHomeworkTogether = Self("did_homework_together")
    public static let readAlone = Self("read_alone")
    public static let wroteSomething = Self("wrote_something")
    public static let finishedDrawing = Self("finished_drawing")
    public static let madeJewelleryOrSewed = Self("made_jewellery_or_sewed")
    public static let builtWithTools = Self("built_with_tools")
    public static let didExperiment = Self("did_experiment")
    public static let cookedTogether = Self("cooked_together")
    public static let playedBoardGame = Self("played_board_game")
    public static let copedWithLosing = Self("coped_with_losing")
    public static let inventedGame = Self("invented_game")
    public static let madePlanTogether = Self("made_plan_together")
    public static let helpedYoungerChild = Self("helped_younger_child")
    public static let performedForOthers = Self("performed_for_others")
    public static let builtHut = Self("built_hut")
    public static let playedFootball = Self("played_football")
    public static let didSports = Self("did_sports")
    public static let wentOnOuting = Self("went_on_outing")
    public static let celebrated = Self("celebrated")
    public static let triedSomethingNew = Self("tried_something_new")
    public static let learntSomething = Self("learnt_something")
    public static let madeSomething = Self("made_something")
    public static let nothingSpecial = Self("nothing_special")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      builtTower,
      builtRailway,
      playedInSand,
      playedWithWater,
      blewBubbles,
      painted,
      drew,
      shapedClay,
      cutAndPasted,
      threadedBeads,
      didPuzzle,
      sortedAndCounted,
      namedColours,
      sangOrDanced,
      knewSongOrRhyme,
      madeMusic,
      listenedToStory,
      joinedCircleTime,
      enjoyedABook,
      toldAStory,
      askedGoodQuestion,
      saidNewWord,
      taughtUsAWord,
      playedTogether,
      playedAlone,
      madeFriend,
      welcomedNewChild,
      helpedAnother,
      comfortedOther,
      saidSomethingKind,
      shared,
      waitedTurn,
      madeUpAfterQuarrel,
      setBoundary,
      laughed,
      madeUsLaugh,
      cuddled,
      saidGoodbyeWell,
      letBeComforted,
      helpedTidyUp,
      helpedAtTable,
      ateWell,
      triedNewFood,
      ateWithoutHelp,
      madeOwnSandwich,
      drankFromCup,
      pouredOwnDrink,
      usedToilet,
      dressedWithoutHelp,
      washedHands,
      sleptWell,
      enjoyedOutside,
      playedHideAndSeek,
      playedInRainOrSnow,
      wentForWalk,
      climbed,
      jumped,
      keptBalance,
      wentDownSlide,
      rodeBike,
      playedBall,
      foundLittleAnimals,
      wasGentleWithAnimal,
      exploredNature,
      caredForPlants,
      playedPretend,
      dressedUp,
      caredForDoll,
      keptTrying,
      solvedProblem,
      choseActivity,
      daredSomething,
      wasProud,
      rolledOver,
      satUp,
      crawled,
      stoodUp,
      tookSteps,
      graspedSomething,
      babbled,
      smiledAtUs,
      playedPeekaboo,
      enjoyedTummyTime,
      foundHandsAndFeet,
      walkedAlongFurniture,
      clappedOrWaved,
      knewOwnName,
      feltMaterials,
      listenedToSong,
      drankWell,
      ateFromSpoon,
      fellAsleepCalmly,
      cameHappilyFromSchool,
      toldAboutSchool,
      relaxedAfterSchool,
      didHomeworkTogether,
      readAlone,
      wroteSomething,
      finishedDrawing,
      madeJewelleryOrSewed,
      builtWithTools,
      didExperiment,
      cookedTogether,
      playedBoardGame,
      copedWithLosing,
      inventedGame,
      madePlanTogether,
      helpedYoungerChild,
      performedForOthers,
      builtHut,
      playedFootball,
      didSports,
      wentOnOuting,
      celebrated,
      triedSomethingNew,
      learntSomething,
      madeSomething,
      nothingSpecial,
    ]
  }
}

extension Notes {
  /// What a note from home is about.
  public struct HomeTopic: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let mood = Self("mood")
    public static let sleep = Self("sleep")
    public static let food = Self("food")
    public static let familyEvent = Self("family_event")
    public static let health = Self("health")
    public static let niceMoment = Self("nice_moment")
    public static let newSkill = Self("new_skill")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      mood,
      sleep,
      food,
      familyEvent,
      health,
      niceMoment,
      newSkill,
      other,
    ]
  }
}

extension Notes {
  /// What was done about an illness.
  public struct IllnessAction: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let watched = Self("watched")
    public static let parentCalled = Self("parent_called")
    public static let collected = Self("collected")
    public static let doctor = Self("doctor")
    public static let emergency = Self("emergency")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      watched,
      parentCalled,
      collected,
      doctor,
      emergency,
    ]
  }
}

extension Notes {
  /// What was done about it.
  public struct IncidentAction: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let comforted = Self("comforted")
    public static let cooled = Self("cooled")
    public static let plaster = Self("plaster")
    public static let firstAid = Self("first_aid")
    public static let doctor = Self("doctor")
    public static let emergency = Self("emergency")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      comforted,
      cooled,
      plaster,
      firstAid,
      doctor,
      emergency,
    ]
  }
}

extension Notes {
  /// What happened to a child.
  public struct IncidentMatter: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let fall = Self("fall")
    public static let bump = Self("bump")
    public static let bite = Self("bite")
    public static let cut = Self("cut")
    public static let sting = Self("sting")
    public static let burn = Self("burn")
    public static let choking = Self("choking")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      fall,
      bump,
      bite,
      cut,
      sting,
      burn,
      choking,
      other,
    ]
  }
}

extension Notes {
  /// What kind of medical fact.
  public struct MedicalMatter: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let allergy = Self("allergy")
    public static let intolerance = Self("intolerance")
    public static let condition = Self("condition")
    public static let medicine = Self("medicine")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      allergy,
      intolerance,
      condition,
      medicine,
    ]
  }
}

extension Notes {
  /// How a child arrives.
  public struct Mood: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let happy = Self("happy")
    public static let asUsual = Self("as_usual")
    public static let tired = Self("tired")
    public static let sad = Self("sad")
    public static let restless = Self("restless")
    public static let clingy = Self("clingy")
    public static let unwell = Self("unwell")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      happy,
      asUsual,
      tired,
      sad,
      restless,
      clingy,
      unwell,
    ]
  }
}

extension Notes {
  /// What somebody of the child's network may do.
  public struct NetworkScope: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let collect = Self("collect")
    public static let beCalled = Self("be_called")
    public static let joinTalks = Self("join_talks")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      collect,
      beCalled,
      joinTalks,
    ]
  }
}

extension Notes {
  /// What is offered lightly: once, and again after a year.
  public struct Offered: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let tenMinutes = Self("ten_minutes")
    public static let homeVisit = Self("home_visit")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      tenMinutes,
      homeVisit,
    ]
  }
}

extension Notes {
  /// Where a child arrives from.
  public struct Origin: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let home = Self("home")
    public static let school = Self("school")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      home,
      school,
    ]
  }
}

extension Notes {
  /// What a page of the handbook is about.
  public struct PageTopic: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let vision = Self("vision")
    public static let together = Self("together")
    public static let dropOff = Self("drop_off")
    public static let pickUp = Self("pick_up")
    public static let talks = Self("talks")
    public static let sleep = Self("sleep")
    public static let food = Self("food")
    public static let toilet = Self("toilet")
    public static let medicine = Self("medicine")
    public static let illness = Self("illness")
    public static let safety = Self("safety")
    public static let signals = Self("signals")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      vision,
      together,
      dropOff,
      pickUp,
      talks,
      sleep,
      food,
      toilet,
      medicine,
      illness,
      safety,
      signals,
      other,
    ]
  }
}

extension Notes {
  /// Arrived or left.
  public struct Passage: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let arrived = Self("arrived")
    public static let left = Self("left")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      arrived,
      left,
    ]
  }
}

extension Notes {
  /// What a trainee proposes.
  public struct Proposed: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let observation = Self("observation")
    public static let pickUp = Self("pick_up")
    public static let question = Self("question")
    public static let notice = Self("notice")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      observation,
      pickUp,
      question,
      notice,
    ]
  }
}

extension Notes {
  /// What a parent agrees to or not.
  public struct Purpose: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let photosInside = Self("photos_inside")
    public static let photosWebsite = Self("photos_website")
    public static let outing = Self("outing")
    public static let sunCream = Self("sun_cream")
    public static let paracetamol = Self("paracetamol")
    public static let shareSchool = Self("share_school")
    public static let shareAfterSchool = Self("share_after_school")
    public static let shareYouthHealth = Self("share_youth_health")
    public static let goHomeAlone = Self("go_home_alone")
    public static let observation = Self("observation")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      photosInside,
      photosWebsite,
      outing,
      sunCream,
      paracetamol,
      shareSchool,
      shareAfterSchool,
      shareYouthHealth,
      goHomeAlone,
      observation,
    ]
  }
}

extension Notes {
  /// Who outside gets something of a child's file.
  public struct Receiver: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let school = Self("school")
    public static let afterSchool = Self("after_school")
    public static let youthHealth = Self("youth_health")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      school,
      afterSchool,
      youthHealth,
      other,
    ]
  }
}

extension Notes {
  /// Why something is taken back.
  public struct RetractionReason: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let wrongChild = Self("wrong_child")
    public static let wrongFacts = Self("wrong_facts")
    public static let notWanted = Self("not_wanted")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      wrongChild,
      wrongFacts,
      notWanted,
      other,
    ]
  }
}

extension Notes {
  /// How bad it is.
  public struct Severity: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let mild = Self("mild")
    public static let severe = Self("severe")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      mild,
      severe,
    ]
  }
}

extension Notes {
  /// How a child slept.
  public struct Slept: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let well = Self("well")
    public static let asUsual = Self("as_usual")
    public static let badly = Self("badly")
    public static let short = Self("short")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      well,
      asUsual,
      badly,
      short,
    ]
  }
}

extension Notes {
  /// How a child is doing, for the next colleague.
  public struct State: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let calm = Self("calm")
    public static let watch = Self("watch")
    public static let act = Self("act")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      calm,
      watch,
      act,
    ]
  }
}

extension Notes {
  /// What an illness shows by.
  public struct Symptom: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let fever = Self("fever")
    public static let cough = Self("cough")
    public static let cold = Self("cold")
    public static let vomiting = Self("vomiting")
    public static let diarrhoea = Self("diarrhoea")
    public static let rash = Self("rash")
    public static let eyeInfection = Self("eye_infection")
    public static let earPain = Self("ear_pain")
    public static let tired = Self("tired")
    public static let notEating = Self("not_eating")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      fever,
      cough,
      cold,
      vomiting,
      diarrhoea,
      rash,
      eyeInfection,
      earPain,
      tired,
      notEating,
      other,
    ]
  }
}

extension Notes {
  /// How one wants to talk.
  public struct TalkForm: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let phone = Self("phone")
    public static let inPerson = Self("in_person")
    public static let either = Self("either")
    public static let video = Self("video")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      phone,
      inPerson,
      either,
      video,
    ]
  }
}

extension Notes {
  /// What a talk is for.
  public struct TalkPurpose: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let tenMinutes = Self("ten_minutes")
    public static let intake = Self("intake")
    public static let sensitive = Self("sensitive")
    public static let homeVisit = Self("home_visit")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      tenMinutes,
      intake,
      sensitive,
      homeVisit,
      other,
    ]
  }
}

extension Notes {
  /// What somebody wants to talk about, never more than this.
  public struct TalkSubject: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let sleep = Self("sleep")
    public static let food = Self("food")
    public static let play = Self("play")
    public static let behaviour = Self("behaviour")
    public static let other = Self("other")
    public static let tellMyself = Self("tell_myself")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      sleep,
      food,
      play,
      behaviour,
      other,
      tellMyself,
    ]
  }
}

extension Notes {
  /// Which note a template is for.
  public struct TemplateFor: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let dropOff = Self("drop_off")
    public static let pickUp = Self("pick_up")
    public static let handover = Self("handover")
    public static let dayLog = Self("day_log")
    public static let observation = Self("observation")
    public static let talk = Self("talk")
    public static let expectations = Self("expectations")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      dropOff,
      pickUp,
      handover,
      dayLog,
      observation,
      talk,
      expectations,
    ]
  }
}

extension Notes {
  /// Whether a parent was told, and how.
  public struct Told: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let notYet = Self("not_yet")
    public static let called = Self("called")
    public static let toldAtTheDoor = Self("told_at_the_door")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      notYet,
      called,
      toldAtTheDoor,
    ]
  }
}

extension Notes {
  /// What is asked, agreed or worried about.
  public struct Topic: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let sleep = Self("sleep")
    public static let food = Self("food")
    public static let comfort = Self("comfort")
    public static let limits = Self("limits")
    public static let play = Self("play")
    public static let language = Self("language")
    public static let behaviour = Self("behaviour")
    public static let friends = Self("friends")
    public static let toilet = Self("toilet")
    public static let health = Self("health")
    public static let other = Self("other")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      sleep,
      food,
      comfort,
      limits,
      play,
      language,
      behaviour,
      friends,
      toilet,
      health,
      other,
    ]
  }
}

extension Notes {
  /// How soon.
  public struct Urgency: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let noHurry = Self("no_hurry")
    public static let thisWeek = Self("this_week")
    public static let callToday = Self("call_today")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      noHurry,
      thisWeek,
      callToday,
    ]
  }
}

extension Notes {
  /// A day of the week.
  public struct Weekday: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let monday = Self("monday")
    public static let tuesday = Self("tuesday")
    public static let wednesday = Self("wednesday")
    public static let thursday = Self("thursday")
    public static let friday = Self("friday")
    public static let saturday = Self("saturday")
    public static let sunday = Self("sunday")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      monday,
      tuesday,
      wednesday,
      thursday,
      friday,
      saturday,
      sunday,
    ]
  }
}

extension Notes {
  /// An answer to a request or an offer.
  public struct YesNoLater: NoteCode {
    public let code: String
    public init(_ code: String) { self.code = code }

    public static let yes = Self("yes")
    public static let no = Self("no")
    public static let later = Self("later")

    /// All that this version knows, in the order to show.
    public static let all: [Self] = [
      yes,
      no,
      later,
    ]
  }
}

// What each screen of the apps asks for, in one query. Knows no pixels.
//
// `viewer` is who stands at a shared device; on one's own nobody need be named.

import SamenspelFFI

extension Query where Value == [AgreementRow] {
  /// The agreements about a child, the latest first.
  public static func agreements(child: String, viewer: String? = nil) -> Self {
    Self([.agreements, .notes, .status, .directory, .floor]) {
      try await $0.agreements(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == BoardView {
  /// The board of a group.
  public static func board(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.board(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == ReadersView {
  /// Who can read what is written in a kind of document about a subject: named before it is sent,
  /// and in "my data".
  public static func readers(
    document: String, subject: NoteSubject, viewer: String? = nil
  ) -> Self {
    Self([.directory, .floor]) {
      try await $0.readers(document: document, subject: subject, viewer: viewer)
    }
  }
}

extension Query where Value == ChildPageView {
  /// A child's page; its timeline is asked for beside it.
  public static func childPage(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.childPage(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [String] {
  /// Other children of the group whose name is in a text about a child, to point out before it is
  /// sent.
  public static func namesOfOthers(child: String, text: String, viewer: String? = nil) -> Self {
    Self([.directory, .floor]) {
      try await $0.namesOfOthers(child: child, text: text, viewer: viewer)
    }
  }
}

extension Query where Value == [CircleRow] {
  /// The cases that the viewer is named in: open ones first, each by its latest note.
  public static func circles(viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.circles(viewer: viewer)
    }
  }
}

extension Query where Value == [ProposalRow] {
  /// Trainees' proposals for a group, or one's own, that are not released yet: what waits for a
  /// professional first, then what was returned.
  public static func proposals(group: String, viewer: String? = nil) -> Self {
    Self([.notes, .status, .directory, .floor]) {
      try await $0.proposals(group: group, viewer: viewer)
    }
  }

  /// What became of the viewer's own proposals for a group, the latest first.
  public static func ownProposals(group: String, viewer: String? = nil) -> Self {
    Self([.notes, .status, .directory, .floor]) {
      try await $0.ownProposals(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == TurnToView {
  /// Whom one can turn to about a group.
  public static func turnTo(group: String, viewer: String? = nil) -> Self {
    onTheClock([.directory, .floor]) { try await $0.turnTo(group: group, viewer: viewer) }
  }
}

extension Query where Value == ChildContactView {
  /// How contact stands with each parent of a child.
  public static func contact(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.contact(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [ContactRow] {
  /// Parents of the viewer's mentor children with whom contact is due, the longest first; nobody
  /// for who is nobody's mentor.
  public static func dueContacts(viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.dueContacts(viewer: viewer)
    }
  }
}

extension Query where Value == Bool {
  /// Whether a notification about a child may make itself heard to a person now.
  public static func mayDisturb(child: String, person: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .directory, .floor]) {
      try await $0.mayDisturb(child: child, person: person, viewer: viewer)
    }
  }
}

extension Query where Value == DropOffView {
  /// The drop-off screen of a child.
  public static func dropOff(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.dropOff(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == PickUpView {
  /// The pick-up card of a child.
  public static func pickUp(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.pickUp(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [MayCollectRow] {
  /// Who may take a child home.
  public static func mayCollect(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .directory, .floor]) {
      try await $0.mayCollect(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [ReflectionView] {
  /// A person's own reflections beside one guide card, the latest first.
  public static func reflectionsBeside(card: String, viewer: String? = nil) -> Self {
    Self([.drafts, .floor]) { try await $0.reflectionsBeside(card: card, viewer: viewer) }
  }
}

extension Query where Value == HandbookView {
  /// The handbook.
  public static func handbook(viewer: String? = nil) -> Self {
    Self([.notes, .status, .directory, .floor]) { try await $0.handbook(viewer: viewer) }
  }
}

extension Query where Value == PageHistoryView? {
  /// A page with the versions before it; nothing if it is not on this device.
  public static func handbookPage(page: String, viewer: String? = nil) -> Self {
    Self([.notes, .status, .floor]) { try await $0.handbookPage(page: page, viewer: viewer) }
  }
}

extension Query where Value == HelpHereView {
  /// What helps where somebody is; cards in a language (BCP 47).
  public static func helpHere(point: PointOfUse, language: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.helpHere(point: point, language: language, viewer: viewer)
    }
  }
}

extension Query where Value == ToldView? {
  /// What somebody of the staff wrote of themselves; shown beside what they write.
  public static func staffCard(person: String, viewer: String? = nil) -> Self {
    Self([.notes, .status, .floor]) { try await $0.staffCard(person: person, viewer: viewer) }
  }
}

extension Query where Value == [ToldView] {
  /// All cards that the viewer wrote, the latest first: to take them back together.
  public static func ownStaffCards(viewer: String? = nil) -> Self {
    Self([.notes, .status, .floor]) { try await $0.ownStaffCards(viewer: viewer) }
  }
}

extension Query where Value == TemplateView {
  /// What a note of a kind about a child asks for (`for_kind` is a code of the schema), built-in
  /// lines in a language (BCP 47).
  public static func templateFor(
    child: String, forKind: String, language: String, viewer: String? = nil
  ) -> Self {
    Self([.notes, .status, .directory, .floor]) {
      try await $0.templateFor(child: child, forKind: forKind, language: language, viewer: viewer)
    }
  }
}

extension Query where Value == HistoryView? {
  /// How a note came to be as it is; nothing if it is not on this device.
  public static func history(key: String, viewer: String? = nil) -> Self {
    Self([.notes, .status, .floor]) { try await $0.history(key: key, viewer: viewer) }
  }
}

extension Query where Value == [RetractedRow] {
  /// What was taken back in the last year, of what this device holds, the latest first.
  public static func retractions(viewer: String? = nil) -> Self {
    Self([.notes, .status, .floor]) { try await $0.retractions(viewer: viewer) }
  }
}

extension Query where Value == MedicineView {
  /// The medicine screen of a child.
  public static func medicine(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .floor]) {
      try await $0.medicine(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == ParentTodayView {
  /// The start screen of the parent app, over all children of the parent.
  public static func parentToday(viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.parentToday(viewer: viewer)
    }
  }
}

extension Query where Value == SinceView {
  /// What happened since the child's last day here, which may be a week ago.
  public static func sinceLastTime(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.sinceLastTime(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [ParentReachRow] {
  /// How each parent of a group is reached, by name. For the professionals of the group and its
  /// managers; nobody else gets anything.
  public static func reach(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.reach(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == SweepView {
  /// The hand-over screen of a group, merged ones included.
  public static func sweep(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.sweep(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == DayBriefView {
  /// The page for somebody who does not know the group.
  public static func dayBrief(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.dayBrief(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == ClosingView {
  /// The closing screen of a group, merged ones included.
  public static func closing(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.closing(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == [OpenItemRow] {
  /// What is open about a child or group and who does it now, oldest first.
  public static func openWithTakers(subject: NoteSubject, viewer: String? = nil) -> Self {
    Self([.openItems, .notes, .status, .floor]) {
      try await $0.openWithTakers(subject: subject, viewer: viewer)
    }
  }
}

extension Query where Value == TalksView {
  /// Talks about a child.
  public static func talks(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .agreements, .status, .directory, .floor]) {
      try await $0.talks(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == AskedView {
  /// Questions and concerns about a child.
  public static func asked(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .floor]) {
      try await $0.asked(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == [AskedRow] {
  /// Concerns that the viewer has to see to and that nobody answered, the most urgent first: over
  /// the viewer's mentor children and own children.
  public static func concernsOf(viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .directory, .floor]) {
      try await $0.concernsOf(viewer: viewer)
    }
  }
}

extension Query where Value == [ShareRow] {
  /// Copies for outside about a child, the latest first.
  public static func shares(child: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .status, .floor]) {
      try await $0.shares(child: child, viewer: viewer)
    }
  }
}

extension Query where Value == TodayView {
  /// The start screen of the staff app for a group, merged ones included.
  public static func today(group: String, viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.today(group: group, viewer: viewer)
    }
  }
}

extension Query where Value == [PhraseView] {
  /// A note in words in a language (BCP 47), its title first: corrected, a co-written text as it is
  /// now. Nothing if it is not on this device.
  public static func words(key: String, language: String, viewer: String? = nil) -> Self {
    Self([.notes, .agreements, .directory, .floor]) {
      try await $0.words(key: key, language: language, viewer: viewer)
    }
  }
}

extension Query where Value == [DayPassView] {
  /// The briefs that were taken and are not over, the latest first; none once the documents are
  /// here.
  public static func dayPasses(viewer: String? = nil) -> Self {
    onTheClock([.notes, .openItems, .status, .directory, .floor]) {
      try await $0.dayPasses(viewer: viewer)
    }
  }
}

// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

extension Notes {
  /// A kind of document: who may read it follows from what it is about.
  public enum Document: String, Sendable, CaseIterable {
    case handover
    case group
    case dayLog = "day-log"
    case journal
    case agreements
    case parentDesk = "parent-desk"
    case parentChannel = "parent-channel"
    case childCore = "child-core"
    case careRecord = "care-record"
    case team
    case circle
    case board
    case handbook
  }
}

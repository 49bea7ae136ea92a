// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

extension Notes {
  /// A kind of document: who may read it follows from what it is about.
  public enum Document: String, Sendable, CaseIterable {
    /// About a child.
    case childCore = "child-core"
    /// About a child.
    case dayLog = "day-log"
    /// About a child or a group.
    case handover
    /// About a child.
    case journal
    /// About a child.
    case careRecord = "care-record"
    /// About a child.
    case agreements
    /// About a child and one of its parents.
    case parentDesk = "parent-desk"
    /// About a child and one of its parents.
    case parentChannel = "parent-channel"
    /// About a child.
    case team
    /// About a case.
    case circle
    /// About a group.
    case group
    /// About a group.
    case board
    /// About the organisation.
    case handbook
  }
}

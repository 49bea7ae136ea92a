// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

/** A kind of document: who may read it follows from what it is about. */
public enum class Document(public val code: String) {
    /** About a child. */
    CHILD_CORE("child-core"),
    /** About a child. */
    DAY_LOG("day-log"),
    /** About a child or a group. */
    HANDOVER("handover"),
    /** About a child. */
    JOURNAL("journal"),
    /** About a child. */
    CARE_RECORD("care-record"),
    /** About a child. */
    AGREEMENTS("agreements"),
    /** About a child and one of its parents. */
    PARENT_DESK("parent-desk"),
    /** About a child and one of its parents. */
    PARENT_CHANNEL("parent-channel"),
    /** About a child. */
    TEAM("team"),
    /** About a case. */
    CIRCLE("circle"),
    /** About a group. */
    GROUP("group"),
    /** About a group. */
    BOARD("board"),
    /** About the organisation. */
    HANDBOOK("handbook"),
}

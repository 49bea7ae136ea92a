// Made by ffi/bindings.sh from the core's table of note kinds: a change goes there.

package nl.samenspel.kit.notes

/** A kind of document: who may read it follows from what it is about. */
public enum class Document(public val code: String) {
    HANDOVER("handover"),
    GROUP("group"),
    DAY_LOG("day-log"),
    JOURNAL("journal"),
    AGREEMENTS("agreements"),
    PARENT_DESK("parent-desk"),
    PARENT_CHANNEL("parent-channel"),
    CHILD_CORE("child-core"),
    CARE_RECORD("care-record"),
    TEAM("team"),
    CIRCLE("circle"),
    BOARD("board"),
    HANDBOOK("handbook"),
}

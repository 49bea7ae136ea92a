// The core's codes in the reader's language. Knows no screen.

package nl.samenspel.kit

import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.SentenceOf

/** Says codes in the reader's language. */
public object Phrasebook {
    /** The languages that it speaks, the first of which stands in for the others. */
    public val languages: List<String> get() = nl.samenspel.ffi.languages()

    /**
     * What a code says, in the first of [languages] that is spoken; nothing if there is no such code.
     */
    public fun sentence(of: SentenceOf, code: String, languages: List<String>): String? =
        nl.samenspel.ffi.sentence(of, code, languages)
}

/** Why, as the [Phrasebook] and a screen know it, whichever kind of failure it is. */
public val SamenspelException.reason: String
    get() =
        when (this) {
            is SamenspelException.Store -> code
            is SamenspelException.Pin -> code
            is SamenspelException.Refused -> code
            is SamenspelException.Unreachable -> code
            is SamenspelException.Server -> code
            is SamenspelException.Input -> code
        }

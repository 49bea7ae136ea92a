// The core's codes, moments and cards in the reader's language. Makes no sentence itself.

package nl.samenspel.kit

import nl.samenspel.ffi.GuideCardView
import nl.samenspel.ffi.NoteStatus
import nl.samenspel.ffi.SamenspelException
import nl.samenspel.ffi.SentenceOf
import nl.samenspel.ffi.StatusWordsView

/** Says codes in the reader's language. */
public object Phrasebook {
    /** The languages that it speaks, the first of which stands in for the others. */
    public val languages: List<String> get() = nl.samenspel.ffi.languages()

    /**
     * What a code says, in the first of [languages] that is spoken; nothing if there is no such code.
     */
    public fun sentence(of: SentenceOf, code: String, languages: List<String>): String? =
        nl.samenspel.ffi.sentence(of, code, languages)

    /** What a failure says, in the first of [languages] that is spoken. */
    public fun sentence(failure: SamenspelException, languages: List<String>): String? =
        sentence(failure.family, failure.reason, languages)

    /** The word for where a note stands, and what it means; [names] are of those whom it names. */
    public fun status(status: NoteStatus, names: List<String>, language: String): StatusWordsView =
        nl.samenspel.ffi.statusWords(status, names, language)

    /** A moment in words, in the Netherlands' time. */
    public fun moment(atMs: Long, language: String): String =
        nl.samenspel.ffi.momentWords(atMs, language)

    /** How old a child born on a day (ISO 8601) is; nothing for what is no day or lies ahead. */
    public fun age(birthDate: String, nowMs: Long, language: String): String? =
        nl.samenspel.ffi.ageWords(birthDate, nowMs, language)

    /** Every card of the guide, in the order to show. */
    public fun guideCards(language: String): List<GuideCardView> =
        nl.samenspel.ffi.guideCards(language)

    /** What a card says of the official who is turned to with signals. */
    public fun signalsLines(designatedOfficial: String, language: String): List<String> =
        nl.samenspel.ffi.signalsLines(designatedOfficial, language)
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
            is SamenspelException.DayPass -> code
            is SamenspelException.Input -> code
        }

/** What [reason] is a code of. */
public val SamenspelException.family: SentenceOf
    get() =
        when (this) {
            is SamenspelException.Refused -> SentenceOf.REFUSAL
            is SamenspelException.Server -> SentenceOf.REQUEST
            is SamenspelException.DayPass -> SentenceOf.DAY_PASS
            is SamenspelException.Store,
            is SamenspelException.Pin,
            is SamenspelException.Unreachable,
            is SamenspelException.Input -> SentenceOf.DEVICE
        }

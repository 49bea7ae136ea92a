// What a location or a parent settled about the week. Knows no time zone and no clock.

package nl.samenspel.kit.background

import java.time.LocalDateTime
import nl.samenspel.ffi.LocationView

/**
 * On which days and at which hours a person wants to be left in peace.
 *
 * @property workingWeekdays bit 0 = Monday. None at all says that nobody settled it: then every day is one.
 * @property quietFromMinute the first quiet minute of the day.
 * @property quietUntilMinute the first minute after the quiet; before the first one where it runs over
 *   midnight.
 */
public data class WorkingHours(
    val workingWeekdays: Int = 0,
    val quietFromMinute: Int? = null,
    val quietUntilMinute: Int? = null,
) {
    /** Whether something may make itself heard at that minute of the location. */
    public fun isLoud(at: LocalDateTime): Boolean = isWorkingDay(at) && !isQuiet(at)

    /** The first loud minute at or after [from]; [from] itself where there is none within eight days. */
    public fun firstLoud(from: LocalDateTime): LocalDateTime {
        var candidate = from
        // Each day takes two steps at most: out of a free day, and out of its quiet hours.
        repeat(2 * DAYS_AHEAD) {
            candidate =
                when {
                    !isWorkingDay(candidate) -> candidate.toLocalDate().plusDays(1).atStartOfDay()
                    isQuiet(candidate) -> endOfQuiet(candidate)
                    else -> return candidate
                }
        }
        return from
    }

    private fun isWorkingDay(at: LocalDateTime): Boolean =
        workingWeekdays and EVERY_DAY == 0 || workingWeekdays and (1 shl at.dayOfWeek.ordinal) != 0

    private fun isQuiet(at: LocalDateTime): Boolean {
        val from = quietFromMinute ?: return false
        val until = quietUntilMinute ?: return false
        val now = at.minuteOfDay
        return if (from <= until) now in from until until else now >= from || now < until
    }

    private fun endOfQuiet(at: LocalDateTime): LocalDateTime {
        val until = quietUntilMinute ?: return at
        val day = at.toLocalDate().plusDays(if (until <= at.minuteOfDay) 1 else 0)
        return day.atStartOfDay().plusMinutes(until.toLong())
    }

    private val LocalDateTime.minuteOfDay: Int get() = hour * MINUTES_PER_HOUR + minute

    public companion object {
        /** Of staff of a location: its days, quiet from closing until seven, as the core judges who is at work. */
        public fun ofStaff(location: LocationView): WorkingHours =
            WorkingHours(
                workingWeekdays = location.openWeekdays.toInt(),
                quietFromMinute = location.closesAtMinute.toInt(),
                quietUntilMinute = MORNING,
            )

        private const val EVERY_DAY = 0x7f
        private const val DAYS_AHEAD = 8
        private const val MINUTES_PER_HOUR = 60
        private const val MORNING = 7 * MINUTES_PER_HOUR
    }
}

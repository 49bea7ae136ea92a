// Every case of tests/kits/background-policy.json, which the Swift kit runs too.

package nl.samenspel.kit.background

import java.io.File
import java.time.LocalDateTime
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import nl.samenspel.kit.NetworkState
import nl.samenspel.kit.testing.Project
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

class BackgroundPolicyTest {
    private val kit =
        Json.parseToJsonElement(File(Project.folder, "tests/kits/background-policy.json").readText()).jsonObject
    private val settings = kit.getValue("settings").jsonObject.mapValues { (_, it) -> hours(it.jsonObject) }

    @TestFactory
    fun `decides every case as the other kit does`(): List<DynamicTest> {
        val cases = kit.getValue("cases").jsonArray.map { it.jsonObject }
        assertTrue(cases.size >= CASES_MIN, "only ${cases.size} cases")
        return cases.map { case ->
            DynamicTest.dynamicTest(case.text("name")) {
                val given = case.getValue("given").jsonObject
                val policy = BackgroundPolicy(settings.getValue(case.text("settings")))
                val event = Event.valueOf(given.text("event").uppercase())
                assertEquals(decision(case.getValue("expect").jsonObject), policy.decide(event, situation(given)))
            }
        }
    }

    @Test
    fun `has the constants of the rules`() {
        val constants = kit.getValue("constants").jsonObject.mapValues { (_, it) -> it.jsonPrimitive.long }
        val here =
            mapOf(
                "regular_minutes" to BackgroundPolicy.REGULAR_MINUTES,
                "retry_minutes_min" to BackgroundPolicy.RETRY_MINUTES_MIN,
                "budget_ms_min" to BackgroundPolicy.BUDGET_MIN.inWholeMilliseconds,
                "budget_margin_ms" to BackgroundPolicy.BUDGET_MARGIN.inWholeMilliseconds,
            )
        assertEquals(constants, here)
    }

    @Test
    fun `looks ahead for eight days at most, and ends`() {
        val now = LocalDateTime.parse("2026-11-24T10:00")
        for (days in 0..EVERY_DAY) {
            for (from in listOf(null, 0, 420, 1110, 1439)) {
                for (until in listOf(null, 0, 420, 1110, 1439)) {
                    val hours = WorkingHours(days, from, until)
                    val loud = hours.firstLoud(now)
                    assertTrue(hours.isLoud(loud), "$hours: $loud")
                    assertTrue(!loud.isBefore(now) && loud.isBefore(now.plusDays(8)), "$hours: $loud")
                }
            }
        }
    }

    private fun hours(it: JsonObject) =
        WorkingHours(
            it.getValue("working_weekdays").jsonPrimitive.int,
            it.orNull("quiet_from_minute")?.int,
            it.orNull("quiet_until_minute")?.int,
        )

    private fun situation(given: JsonObject) =
        Situation(
            now = LocalDateTime.parse(given.text("now")),
            onScreen = given.getValue("on_screen").jsonPrimitive.boolean,
            network = NetworkState.valueOf(given.text("network").uppercase()),
            pending = given.getValue("pending").jsonPrimitive.long.toULong(),
            lastSync = given.orNull("last_sync")?.let { LocalDateTime.parse(it.content) },
            budget = given.orNull("budget_ms")?.long?.milliseconds,
            retryAfter = given.orNull("retry_after_ms")?.long?.milliseconds,
            stopped = given.getValue("stopped").jsonPrimitive.boolean,
        )

    private fun decision(expect: JsonObject) =
        Decision(
            run = run(expect.getValue("run").jsonObject),
            next = (expect.getValue("next") as? JsonObject)?.let { wake ->
                Wake(LocalDateTime.parse(wake.text("at")), wake.getValue("expedited").jsonPrimitive.boolean)
            },
            mayNotify = expect.getValue("may_notify").jsonPrimitive.boolean,
        )

    private fun run(it: JsonObject): Run =
        when (val what = it.text("what")) {
            "nothing" -> Run.Nothing
            "in_step" -> Run.InStep
            "cancel" -> Run.Cancel
            "background_sync" ->
                Run.BackgroundSync(it.getValue("deadline_ms").jsonPrimitive.long.milliseconds)
            else -> error("a case wants $what")
        }

    private fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content

    private fun JsonObject.orNull(name: String): JsonPrimitive? =
        getValue(name).let { it: JsonElement -> if (it is JsonNull) null else it.jsonPrimitive }

    private companion object {
        /** So many there were when this was written. */
        const val CASES_MIN = 65
        const val EVERY_DAY = 0x7f
    }
}

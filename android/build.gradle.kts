// What the modules have in common. Not run yet; see settings.gradle.kts.

plugins { alias(libs.plugins.kotlin.jvm) apply false }

allprojects {
    group = "nl.samenspel"
    version = "0.1.0"
}

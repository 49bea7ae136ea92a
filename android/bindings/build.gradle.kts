// What ffi/bindings.sh generates. Not run yet; see ../settings.gradle.kts.

plugins {
    `java-library`
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(17)
    // The generator's warnings are the generator's.
    compilerOptions { suppressWarnings = true }
}

dependencies {
    // An app for Android takes the same artifact as an AAR instead: net.java.dev.jna:jna:VERSION@aar
    api(libs.jna)
    api(libs.coroutines.core)
}

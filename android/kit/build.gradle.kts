// What an app uses of the core: plain JVM, nothing of Android. Not run yet; see ../settings.gradle.kts.

plugins {
    `java-library`
    alias(libs.plugins.kotlin.jvm)
}

kotlin {
    jvmToolchain(17)
    explicitApi()
    compilerOptions { allWarningsAsErrors = true }
}

dependencies {
    api(project(":bindings"))
    testImplementation(platform(libs.junit.bom))
    testImplementation(libs.junit.jupiter)
    testImplementation(libs.serialization.json)
    testRuntimeOnly(libs.junit.launcher)
}

tasks.test {
    useJUnitPlatform()
    val project = rootDir.parentFile.path
    val programs = providers.environmentVariable("SAMENSPEL_PROGRAMS").getOrElse("$project/target/release")
    systemProperty("samenspel.project", project)
    systemProperty("samenspel.programs", programs)
    systemProperty("jna.library.path", programs)
    for (name in listOf("samenspel.cycles", "samenspel.measured")) {
        providers.systemProperty(name).orNull?.let { systemProperty(name, it) }
    }
    maxHeapSize = "512m"
}

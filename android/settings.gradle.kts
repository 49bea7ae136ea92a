// The conventional build, for who has Gradle: the same sources as the Maven build, which is the one that
// check.sh runs. This one has not been run yet.

pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode = RepositoriesMode.FAIL_ON_PROJECT_REPOS
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "samenspel-android"

include(":bindings", ":kit")

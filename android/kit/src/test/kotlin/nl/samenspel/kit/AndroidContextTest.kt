// The one native method that is Android's: it runs on phones only, so that here its name is compared.

package nl.samenspel.kit

import java.io.File
import java.lang.reflect.Modifier
import nl.samenspel.kit.testing.Project
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class AndroidContextTest {
    @Test
    fun `the native method is the one that the library has`() {
        val native = AndroidContext::class.java.declaredMethods.single { Modifier.isNative(it.modifiers) }
        assertTrue(Modifier.isStatic(native.modifiers))
        val owner = AndroidContext::class.java.name.replace('.', '_')
        val exported = File(Project.folder, "ffi/src/android.rs").readText()
        assertTrue("fn Java_${owner}_${native.name}<" in exported, "Java_${owner}_${native.name}")
    }
}

// What Android alone needs: the app's Context. Knows no server.

package nl.samenspel.kit

import nl.samenspel.ffi.SamenspelException

/** The application's `Context`, through which Android is asked whether a server is who it says. */
public object AndroidContext {
    /**
     * Hands it to the core: in `Application.onCreate`, before any profile enrols or syncs. Without it both
     * throw [SamenspelException.Unreachable] with the code `no_context`. May be called twice. Only
     * Android's library takes it; elsewhere there is nothing to hand over.
     *
     * The certificate verifier's own Kotlin component must be in the app too: see `android/README.md`.
     */
    public fun handOver(context: Any) {
        // The bindings load the library in a way of their own, which Java's native methods do not see.
        System.loadLibrary("samenspel_ffi")
        keep(context)
    }

    @JvmStatic private external fun keep(context: Any)
}

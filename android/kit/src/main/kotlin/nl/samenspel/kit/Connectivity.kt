// Whether there is a network: what the kit asks of the platform. Knows no server.

package nl.samenspel.kit

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow

/** Tells whether there is a network. */
public interface Connectivity {
    /**
     * Whether there is one now, and then every change, for as long as it is collected. As long as it says
     * nothing, nobody knows, and a network is tried for.
     */
    public val isUp: Flow<Boolean>
}

/** Where nobody can tell: a network is tried for. */
public object UnknownConnectivity : Connectivity {
    override val isUp: Flow<Boolean> = emptyFlow()
}

/** What is known of the network when something is decided. */
public enum class NetworkState {
    /** There is one. */
    UP,

    /** There is none. */
    DOWN,

    /** The platform does not say; it is tried. */
    UNKNOWN,
}

// Where the keys of profiles are: what the kit asks of the platform. Knows no store.

package nl.samenspel.kit

import java.util.concurrent.ConcurrentHashMap

/** How long the key of a profile is. */
public const val KEY_BYTES: Int = 32

/**
 * Keeps the key of every profile: [KEY_BYTES] bytes that never leave the device and are in no backup.
 * On Android they are wrapped by a key of its Keystore.
 */
public interface KeyStore {
    /** A copy of an account's key, which the caller wipes; nothing if there is none. */
    public suspend fun key(account: String): ByteArray?

    /**
     * Keeps a key. One that is there already is not replaced, which would lose a profile: then it throws
     * [KeyStoreException.KeyExists].
     */
    public suspend fun keep(account: String, key: ByteArray)

    /** Destroys a key, if there is one: what it sealed can never be read again. */
    public suspend fun remove(account: String)
}

/** Why a key is not to be had. */
public sealed class KeyStoreException(message: String) : Exception(message) {
    /** The account has none: its profile cannot be opened on this device. */
    public class NoKey(public val account: String) : KeyStoreException("no key for $account")

    /** The account has one already. */
    public class KeyExists(public val account: String) : KeyStoreException("$account has a key")

    /** The device was not unlocked since it started: try again later. */
    public class Locked : KeyStoreException("the device was not unlocked yet")
}

/** Keys that are gone with the process: for tests and previews. */
public class InMemoryKeyStore : KeyStore {
    private val keys = ConcurrentHashMap<String, ByteArray>()

    override suspend fun key(account: String): ByteArray? = keys[account]?.copyOf()

    override suspend fun keep(account: String, key: ByteArray) {
        if (keys.putIfAbsent(account, key.copyOf()) != null) throw KeyStoreException.KeyExists(account)
    }

    override suspend fun remove(account: String) {
        keys.remove(account)?.fill(0)
    }
}

// The profiles of this phone or tablet: which there are, and the one way to make, open and remove one.
// Knows no screen.

package nl.samenspel.kit

import java.nio.file.Path
import java.security.SecureRandom
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import nl.samenspel.ffi.AccountView
import nl.samenspel.ffi.Accounts
import nl.samenspel.ffi.PlatformClock

/**
 * This phone or tablet, and the profiles on it. A phone of somebody's own has one profile per
 * organisation, a shared one the group's and those of its people; each is a sealed store with a key of
 * its own in the [KeyStore].
 *
 * To begin with, where `folder`, `keys` and `invitation` are the app's:
 * ```
 * val device = Device(folder, keys)
 * device.createProfile().use { profile ->
 *     profile.enrol(invitation, "Telefoon van Fatma")
 *     profile.sync()
 *     val child = NoteSubject.Child(profile.ask(Query.directory).children.first().id)
 *     val done = profile.write(OpenItem("Laarsje zoek").request(child)) // kept on this device
 *     profile.keepInStep().use {
 *         profile.observe(Query.statusOfIntent(done)).first { it == NoteStatus.Sent }
 *     }
 * }
 * ```
 *
 * @param folder a private one of the app that need not exist yet, left out of backups: a key that stays
 *   behind opens nothing.
 */
public class Device(
    folder: Path,
    private val keys: KeyStore,
    clock: PlatformClock = SystemClock(),
) : AutoCloseable {
    private val accounts = Accounts(folder.toString(), GuardedClock(clock))

    /** Every profile on this device, the oldest first. */
    public suspend fun profiles(): List<AccountView> = accounts.list()

    /**
     * Makes a profile that is nobody's until it is enrolled. Its key is kept first, so that no profile is
     * ever without one.
     */
    public suspend fun createProfile(): Profile =
        withNewKey { account, key -> accounts.create(account, key) }

    /** Opens a profile. With a wrong key nothing is touched. */
    public suspend fun openProfile(account: String): Profile =
        withKey(account) { key -> accounts.open(account, key) }

    /**
     * Makes somebody's own profile on a shared device, sealed by their PIN and by a key of the
     * [KeyStore], neither of which opens it alone.
     */
    public suspend fun createPersonalProfile(owner: String, pin: String): Profile =
        withNewKey { account, key -> accounts.createWithPin(account, owner, pin, key) }

    /** Opens somebody's own profile on a shared device. Wrong PINs are counted and lock it for a while. */
    public suspend fun openPersonalProfile(account: String, pin: String): Profile =
        withKey(account) { key -> accounts.openWithPin(account, pin, key) }

    /**
     * Gives somebody's own profile on a shared device another PIN; it may be open. Without the one that it
     * has nothing is touched, and wrong ones are counted.
     */
    public suspend fun changePin(account: String, pin: String, newPin: String): Unit =
        withKeyOf(account) { key -> accounts.changePin(account, pin, newPin, key) }

    /**
     * Removes a profile that was logged out of and closed, with everything in it, and then its key. With
     * something unsent it is refused (`store: unsent`, with how much), and so it is where nobody logged out
     * (`store: not_logged_out`), unless [discardUnsent] says that it may be lost; then it gives how much that
     * was, where that is known.
     */
    public suspend fun removeProfile(account: String, discardUnsent: Boolean = false): ULong? {
        currentCoroutineContext().ensureActive()
        return withContext(NonCancellable) {
            accounts.remove(account, discardUnsent).also { keys.remove(account) }
        }
    }

    /**
     * How many notes and commands a damaged profile (`store: corrupt`, `store: stale_log`) holds that were not
     * sent, as far as that can still be read: to be said before [setAside]. They stay in what is set aside.
     */
    public suspend fun unsentInDamaged(account: String): ULong? =
        withKeyOf(account) { key -> accounts.unsentInDamaged(account, key) }

    /**
     * Puts a damaged profile (`store: corrupt`, `store: stale_log`) that was closed out of the way: its person enrols anew in a new
     * one. Nothing of it is lost, its key neither: gives the folder, for whoever may save what was not sent.
     */
    public suspend fun setAside(account: String): String = accounts.setAside(account)

    /** Lets go of the folder; profiles that are open stay open. */
    override fun close(): Unit = accounts.close()

    private suspend fun withKey(
        account: String,
        open: suspend (ByteArray) -> nl.samenspel.ffi.Profile,
    ): Profile = withKeyOf(account) { Profile(open(it)) }

    private suspend fun <T> withKeyOf(account: String, use: suspend (ByteArray) -> T): T {
        val key = keys.key(account) ?: throw KeyStoreException.NoKey(account)
        try {
            return use(key)
        } finally {
            key.fill(0)
        }
    }

    private suspend fun withNewKey(
        create: suspend (String, ByteArray) -> nl.samenspel.ffi.Profile,
    ): Profile {
        currentCoroutineContext().ensureActive()
        // Begun, it is not cut: a profile without its key, or a key without its profile, helps nobody.
        return withContext(NonCancellable) {
            val account = accounts.newId()
            val key = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
            try {
                keys.keep(account, key.copyOf())
                Profile(create(account, key))
            } catch (failure: Exception) {
                // What is left of a profile that could not be made opens nothing.
                runCatching { keys.remove(account) }.onFailure(failure::addSuppressed)
                throw failure
            } finally {
                key.fill(0)
            }
        }
    }
}

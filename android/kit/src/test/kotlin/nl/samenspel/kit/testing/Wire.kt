// A wire between a phone and the server that can be cut: then it accepts whatever comes, and answers
// nothing, as a network that is there and does not work.

package nl.samenspel.kit.testing

import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.ConcurrentHashMap
import kotlin.concurrent.thread

/** Passes bytes on to a port of this machine, or swallows them. */
class Wire(private val target: Int) : AutoCloseable {
    private val here = InetAddress.getLoopbackAddress()
    private val listener = ServerSocket(0, 50, here)
    private val open: MutableSet<Socket> = ConcurrentHashMap.newKeySet()

    @Volatile private var isSilent = false

    /** The server's address as the phone sees it. */
    val url = "http://127.0.0.1:${listener.localPort}"

    init {
        thread(isDaemon = true, name = "wire") {
            try {
                while (true) take(listener.accept())
            } catch (_: IOException) {
                // It is closed.
            }
        }
    }

    /** From now on nothing is answered; what is under way hangs too. */
    fun fallSilent() {
        isSilent = true
    }

    /** It works again; what hung is cut off. */
    fun recover() {
        isSilent = false
        cut()
    }

    override fun close() {
        listener.close()
        cut()
    }

    private fun cut() = open.toList().forEach { open.remove(it); it.close() }

    private fun take(phone: Socket) {
        open.add(phone)
        if (isSilent) return
        val server = Socket(here, target)
        open.add(server)
        pass(phone, server)
        pass(server, phone)
    }

    private fun pass(from: Socket, to: Socket) {
        thread(isDaemon = true, name = "wire") {
            try {
                val bytes = ByteArray(16 * 1024)
                while (true) {
                    val count = from.getInputStream().read(bytes)
                    if (count < 0) break
                    // What comes while it is silent is swallowed.
                    if (!isSilent) to.getOutputStream().write(bytes, 0, count)
                }
            } catch (_: IOException) {
                // One of the two is gone.
            }
            if (!isSilent) to.close()
        }
    }
}

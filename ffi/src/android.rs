//! What Android alone needs: its `Context`, through which the platform is asked whether a server is who it
//! says. Knows no server and no certificate.

use std::sync::atomic::{AtomicBool, Ordering};

static HAS_CONTEXT: AtomicBool = AtomicBool::new(false);

/// Whether the platform can be asked about servers: on Android only once the app handed over its
/// `Context`, and everywhere else always. Asked all the same it would bring the process down.
pub(crate) fn can_ask_about_servers() -> bool {
    cfg!(not(target_os = "android")) || HAS_CONTEXT.load(Ordering::Acquire)
}

#[cfg(target_os = "android")]
mod from_java {
    use jni::EnvUnowned;
    use jni::errors::{Error, ThrowRuntimeExAndDefault};
    use jni::objects::{JClass, JObject};

    use super::{HAS_CONTEXT, Ordering};

    /// `nl.samenspel.kit.AndroidContext.keep(Object)`: keeps the application's `Context`. What goes wrong is
    /// thrown in Java.
    // Java finds it by its name alone, which is of no other library.
    #[unsafe(no_mangle)]
    pub extern "system" fn Java_nl_samenspel_kit_AndroidContext_keep<'local>(
        mut env: EnvUnowned<'local>,
        _: JClass<'local>,
        context: JObject<'local>,
    ) {
        env.with_env(|env| -> Result<(), Error> {
            rustls_platform_verifier::android::init_with_env(env, context)?;
            HAS_CONTEXT.store(true, Ordering::Release);
            Ok(())
        })
        .resolve::<ThrowRuntimeExAndDefault>();
    }
}

//! `Debug` without content: what may tell of a person or a child, or is a secret, shows its type and at
//! most the ids that are named here. A line of a log, a failed assertion and a crash report print these.

/// Gives types a `Debug` that shows their names, and of each only the fields that are listed.
///
/// ```
/// struct Child { id: u32, name: &'static str }
/// samenspel_model::hides_content!(Child { id });
/// assert_eq!(format!("{:?}", Child { id: 7, name: "Noor" }), "Child { id: 7, .. }");
/// ```
#[macro_export]
macro_rules! hides_content {
    ($($type:ident $({ $($shown:ident),* $(,)? })?),+ $(,)?) => {$(
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($type))
                    $($(.field(stringify!($shown), &self.$shown))*)?
                    .finish_non_exhaustive()
            }
        }
    )+};
}

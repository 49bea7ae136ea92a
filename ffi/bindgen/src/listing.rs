//! The interface as sorted lines of text: one per function, method, field and variant. Knows no language.

use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{Argument, AsType, Field, Type};

/// Every line of the interface.
pub fn of(interface: &ComponentInterface) -> String {
    let mut lines = Vec::new();
    for function in interface.function_definitions() {
        let call = call(
            function.is_async(),
            &function.arguments(),
            function.return_type(),
            function.throws_type(),
        );
        lines.push(format!("fn {}{call}", function.name()));
    }
    for object in interface.object_definitions() {
        let what = match object.has_callback_interface() {
            true => "trait",
            false => "object",
        };
        let owner = format!("{what} {}", object.name());
        lines.push(owner.clone());
        for constructor in object.constructors() {
            let call = call(
                constructor.is_async(),
                &constructor.arguments(),
                None,
                constructor.throws_type(),
            );
            lines.push(format!("{owner}: constructor {}{call}", constructor.name()));
        }
        for method in object.methods() {
            let call = call(
                method.is_async(),
                &method.arguments(),
                method.return_type(),
                method.throws_type(),
            );
            lines.push(format!("{owner}: fn {}{call}", method.name()));
        }
    }
    for record in interface.record_definitions() {
        // The order of the fields is part of it: callers may name them or not.
        lines.push(format!(
            "record {} {{ {} }}",
            record.name(),
            fields(record.fields())
        ));
    }
    for definition in interface.enum_definitions() {
        for variant in definition.variants() {
            let held = match variant.fields() {
                [] => String::new(),
                held => format!(" {{ {} }}", fields(held)),
            };
            lines.push(format!(
                "enum {}: {}{held}",
                definition.name(),
                variant.name()
            ));
        }
    }
    lines.sort();
    lines.push(String::new());
    lines.join("\n")
}

fn call(
    is_async: bool,
    arguments: &[&Argument],
    returns: Option<&Type>,
    throws: Option<&Type>,
) -> String {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|it| format!("{}: {}", it.name(), name(&it.as_type())))
        .collect();
    let mut text = format!("({})", arguments.join(", "));
    if is_async {
        text.push_str(" async");
    }
    if let Some(throws) = throws {
        text.push_str(&format!(" throws {}", name(throws)));
    }
    if let Some(returns) = returns {
        text.push_str(&format!(" -> {}", name(returns)));
    }
    text
}

fn fields(fields: &[Field]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|it| format!("{}: {}", it.name(), name(&it.as_type())))
        .collect();
    fields.join(", ")
}

fn name(of: &Type) -> String {
    match of {
        Type::Optional { inner_type } => format!("{}?", name(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", name(inner_type)),
        Type::Map {
            key_type,
            value_type,
        } => format!("{{{}: {}}}", name(key_type), name(value_type)),
        Type::Object { name, .. } | Type::Record { name, .. } | Type::Enum { name, .. } => {
            name.clone()
        }
        other => format!("{other:?}"),
    }
}

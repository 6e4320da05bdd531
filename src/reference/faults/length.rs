//! Lengths miscounted or misjudged (FACTS §1: 1 to 128 Unicode scalar values).

use super::table::table;

table! {
    "new-length-bytes", "counts the UTF-8 bytes of a new password, not its characters",
        breaks "NewPassword.length.unit",
        caught by ["new-password/length/*-latin1:status"],
        |seams| {
            seams.validate.length = |name, password| match name {
                "NewPassword" => password.len(),
                _ => password.chars().count(),
            };
        };
}

//! JUnit XML, for the CI servers that read it. There is no standard; this is the common ground, as described in
//! <https://github.com/testmoapp/junitxml> and checked by the schema of Jenkins' xUnit plug-in.
//!
//! A suite is a section (of a target, where there are several), and a last one is the run itself: what no case tells fails
//! there. `<failure>` is the endpoint's, `<error>` the harness's own; what is known or blocked is skipped, with the reason.
//!
//! ```xml
//! <testsuite name="new-password/length" tests="2" skipped="0" errors="0" failures="1" time="0.004">
//!     <testcase name="new-password/length/128-latin1" classname="new-password/length" time="0.002">
//!         <properties>
//!             <property name="check" value="status"/>
//!             <property name="clause" value="NewPassword.length.max"/>
//!             …
//!         </properties>
//!         <failure message="got 400 PasswordPolicyViolation, wanted 200 ChangePasswordResponse" type="NewPassword.length.max">…</failure>
//!     </testcase>
//!     …
//! ```

mod case;
mod report;
#[cfg(test)]
mod tests;

pub(super) use report::junit;

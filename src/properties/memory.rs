//! The embedded endpoint at the other end of a connection in memory: whole HTTP in both directions, without a socket.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::duplex;
use tokio::runtime::{Builder, Runtime};

use super::agree::{Broken, Held};
use super::stage::now;
use crate::case::Transport;
use crate::reference::{Engine, serve};
use crate::runner::transmit_over;
use crate::wire::{Answer, HttpRequest, Limits, NoAnswer, RawConnection};

/// Bytes that are on their way at once.
const ROOM: usize = 64 << 10;
/// Nothing is far away: what has not come by then hangs.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    answer: Duration::from_secs(5),
    body: 1 << 20,
    head: 64 << 10,
};

/// A runtime of one thread, in which client and endpoint take turns: what panics there panics here.
pub(super) struct Memory(Runtime);

impl Memory {
    pub(super) fn new() -> Self {
        let mut builder = Builder::new_current_thread();
        Self(builder.enable_time().build().expect("it needs no thread"))
    }

    /// Sends the request, framed so: its answer.
    pub(super) fn ask(
        &self,
        engine: &Arc<Engine>,
        http: &HttpRequest,
        transport: &Transport,
    ) -> Result<Answer, NoAnswer> {
        let room = match transport {
            Transport::Sliced(bytes) => *bytes,
            _ => ROOM,
        };
        // It is the connection that cuts it: that takes no time.
        let transport = match transport {
            Transport::Sliced(_) => &Transport::Plain,
            other => other,
        };
        let none = Err(NoAnswer::Broken("nothing was asked".to_owned()));
        self.with(engine, room, async |connection| {
            let mut answers = transmit_over(connection, http, transport).await;
            answers.pop().unwrap_or(none)
        })
    }

    /// Sends bytes as they are, and nothing after them: what is answered until the endpoint closes the connection.
    pub(super) fn say(&self, engine: &Arc<Engine>, bytes: &[u8]) -> Held<Vec<Answer>> {
        self.with(engine, ROOM.max(bytes.len()), async |connection| {
            // What is not taken any more shows in what is read.
            let _ = connection.write(bytes).await;
            connection.finish_writing().await;
            let mut answers = Vec::new();
            loop {
                let head_only = bytes.starts_with(b"HEAD ");
                match connection.read_answer(head_only).await {
                    Ok(answer) => answers.push(answer),
                    Err(NoAnswer::Closed { received: 0, .. } | NoAnswer::Reset) => break,
                    Err(failure) => return Err(Broken(format!("to the bytes alone: {failure}"))),
                }
                // Of a later answer nobody knows here whether it may have a body.
                if bytes.windows(4).any(|window| window == b"HEAD") {
                    break;
                }
            }
            Ok(answers)
        })
    }

    fn with<T>(
        &self,
        engine: &Arc<Engine>,
        room: usize,
        client: impl AsyncFnOnce(&mut RawConnection) -> T,
    ) -> T {
        self.0.block_on(async {
            let (near, far) = duplex(room);
            let mut connection = RawConnection::over(near, &LIMITS);
            let mut client = pin!(client(&mut connection));
            let server = pin!(serve(far, engine.clone(), now, std::future::pending()));
            tokio::select! {
                biased;
                came = &mut client => came,
                _ = server => client.await,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Options, Seams, fault};

    fn engine(name: Option<&str>) -> Arc<Engine> {
        let mut seams = Seams::default();
        if let Some(name) = name {
            (fault(name).unwrap().apply)(&mut seams);
        }
        Arc::new(Engine::new(&Options {
            seams,
            ..Options::default()
        }))
    }

    fn statuses(bytes: &[u8]) -> Vec<u16> {
        let answers = Memory::new().say(&engine(None), bytes).unwrap();
        answers.iter().map(|answer| answer.status).collect()
    }

    #[test]
    fn every_request_in_the_bytes_is_answered_until_one_is_no_http() {
        let get = "GET /?Action=ChangePassword&Version=2010-05-08 HTTP/1.1\r\nHost: h\r\n\r\n";
        assert_eq!(statuses(get.as_bytes()), [403]);
        assert_eq!(statuses(get.repeat(3).as_bytes()), [403; 3]);
        assert_eq!(statuses(format!("{get}\0\r\n{get}").as_bytes()), [403, 400]);
        assert_eq!(statuses(b""), [0_u16; 0]);
    }

    #[test]
    fn an_answer_that_is_cut_off_is_seen() {
        let cut = Memory::new().say(
            &engine(Some("half-a-success")),
            b"GET /?Action=ChangePassword&Version=2010-05-08&NewPassword=%C3%A9 HTTP/1.1\r\nHost: h\r\n\r\n",
        );
        assert!(cut.unwrap_err().0.contains("closed before"));
    }
}

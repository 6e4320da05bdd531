//! One connection: requests passed on, or met with deeds.

use std::io;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::deed::{Asked, Deed};
use super::message::{between, read};
use super::server::Shared;

/// How long an answer waits for another to be swapped with.
const OTHER: Duration = Duration::from_millis(200);

/// An endpoint behind the server, over a connection of its own.
#[derive(Default)]
struct Upstream {
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

/// Until one of the two has enough.
pub(super) async fn converse(mut client: TcpStream, shared: &Shared) -> io::Result<()> {
    client.set_nodelay(true)?;
    let reformed = || shared.reformed.load(Ordering::SeqCst);
    if shared.mode.at_once && !reformed() {
        if (shared.when)(0, "") {
            shared.met.fetch_add(1, Ordering::SeqCst);
        }
        return meet(&mut client, shared, &[], &[]).await.map(drop);
    }
    let mut upstream = Upstream::default();
    let mut requested = Vec::new();
    while let Some(request) = read(&mut client, &mut requested).await? {
        shared.seen.lock().unwrap().push(request.clone());
        let number = shared.requests.fetch_add(1, Ordering::SeqCst);
        let meets = !reformed() && (shared.when)(number, &String::from_utf8_lossy(&request));
        let answer = match !meets || shared.mode.carries_out {
            true => upstream.ask(shared, &request).await?,
            false => Vec::new(),
        };
        if !meets {
            client.write_all(&answer).await?;
        } else {
            shared.met.fetch_add(1, Ordering::SeqCst);
            if !meet(&mut client, shared, &request, &answer).await? {
                return Ok(());
            }
        }
    }
    Ok(())
}

impl Upstream {
    /// The answer; empty where nobody is behind the server.
    async fn ask(&mut self, shared: &Shared, request: &[u8]) -> io::Result<Vec<u8>> {
        let Some(address) = shared.upstream else {
            return Ok(Vec::new());
        };
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => none.insert(TcpStream::connect(address).await?),
        };
        stream.write_all(request).await?;
        let answer = read(stream, &mut self.buffer).await?;
        let answer = answer.ok_or(io::ErrorKind::UnexpectedEof)?;
        shared.seen.lock().unwrap().push(answer.clone());
        Ok(answer)
    }
}

/// Whether the connection goes on.
async fn meet(
    client: &mut TcpStream,
    shared: &Shared,
    request: &[u8],
    answer: &[u8],
) -> io::Result<bool> {
    let text = String::from_utf8_lossy(answer);
    let id = between(&text, "<RequestId>", "</RequestId>").unwrap_or_default();
    let asked = Asked {
        answer,
        request,
        number: shared.met.load(Ordering::SeqCst).saturating_sub(1),
        elsewhere: &shared.elsewhere,
        first_id: shared.first_id.get_or_init(|| id.to_owned()),
    };
    for deed in (shared.mode.deeds)(&asked) {
        match deed {
            Deed::Say(bytes) => client.write_all(&bytes).await?,
            Deed::Repeat(bytes, apart) => loop {
                client.write_all(&bytes).await?;
                if !apart.is_zero() && hold(client, Some(apart)).await {
                    return Ok(false);
                }
            },
            Deed::Drip(bytes, apart) => {
                for byte in bytes {
                    client.write_all(&[byte]).await?;
                    if hold(client, Some(apart)).await {
                        return Ok(false);
                    }
                }
            }
            Deed::Pause(time) => {
                if hold(client, Some(time)).await {
                    return Ok(false);
                }
            }
            Deed::Hold => {
                hold(client, None).await;
                return Ok(false);
            }
            Deed::Listen => {
                if client.read(&mut [0]).await? == 0 {
                    return Ok(false);
                }
            }
            Deed::Close => {
                client.shutdown().await?;
                // A close with bytes unread would be a reset.
                hold(client, None).await;
                return Ok(false);
            }
            Deed::Reset => {
                client.set_zero_linger()?;
                return Ok(false);
            }
            Deed::Swap(bytes) => {
                let bytes = swapped(shared, bytes).await;
                client.write_all(&bytes).await?;
            }
            Deed::Die(time) => {
                *shared.gone_for.lock().unwrap() = time;
                shared.death.notify_one();
                std::future::pending::<()>().await;
            }
        }
    }
    Ok(true)
}

/// Waits for so long, or until the client goes away. Whether it has.
async fn hold(client: &mut TcpStream, time: Option<Duration>) -> bool {
    let gone = async { while !matches!(client.read(&mut [0; 1024]).await, Ok(0) | Err(_)) {} };
    match time {
        Some(time) => tokio::time::timeout(time, gone).await.is_ok(),
        None => {
            gone.await;
            true
        }
    }
}

/// What another was to be told, where there is another.
async fn swapped(shared: &Shared, bytes: Vec<u8>) -> Vec<u8> {
    let other = {
        let mut swap = shared.swap.lock().unwrap();
        match swap.take() {
            Some((theirs, theirs_to)) => match theirs_to.send(bytes.clone()) {
                Ok(()) => return theirs,
                // It has waited for long enough.
                Err(_) => return bytes,
            },
            None => {
                let (ours_to, ours) = oneshot::channel();
                *swap = Some((bytes.clone(), ours_to));
                ours
            }
        }
    };
    match tokio::time::timeout(OTHER, other).await {
        Ok(Ok(theirs)) => theirs,
        _ => bytes,
    }
}

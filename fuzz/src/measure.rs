//! Executions a second of a property beside a bare library, over the same inputs.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// Of each, in turns, so that what else the machine does meets both.
const TURN: Duration = Duration::from_millis(500);
const TURNS: u32 = 4;

/// Both rates and their ratio, parted by tabs.
pub fn measure(folder: &Path, ours: fn(&[u8]), bare: fn(&[u8])) -> io::Result<String> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder)? {
        inputs.push(fs::read(entry?.path())?);
    }
    let (mut done, mut took) = ([0_u32; 2], [Duration::ZERO; 2]);
    for (at, each) in [ours, bare]
        .into_iter()
        .cycle()
        .take(2 * TURNS as usize)
        .enumerate()
    {
        let start = Instant::now();
        while start.elapsed() < TURN {
            for input in &inputs {
                each(input);
            }
            done[at % 2] += inputs.len() as u32;
        }
        took[at % 2] += start.elapsed();
    }
    let rate = |at: usize| f64::from(done[at]) / took[at].as_secs_f64();
    Ok(format!(
        "{:.0}\t{:.0}\t{:.2}",
        rate(0),
        rate(1),
        rate(0) / rate(1)
    ))
}

//! `govseg ask` on a terminal: a pseudo-terminal, with keys pressed and what is shown looked at.

#![cfg(unix)]

mod common;

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use common::Ran;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const CONTROL_C: &str = "\x03";

/// How long to wait for something to be shown before giving up. Nothing is measured by it.
const PATIENCE: Duration = Duration::from_mins(1);

/// An interview at a terminal of its own. What it decides goes into a pipe.
struct Session {
    keys: File,
    shown: Receiver<Vec<u8>>,
    text: String,
    /// How much of the text was waited for.
    seen: usize,
    ended: Receiver<(Option<i32>, String)>,
}

impl Session {
    fn new(arguments: &[&str]) -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&controller).and_then(|()| unlockpt(&controller)).expect("it is ours");
        let name = ptsname(&controller, Vec::new()).expect("a name");
        let terminal = OpenOptions::new().read(true).write(true).open(OsStr::from_bytes(name.as_bytes()));
        let terminal = terminal.expect("its other side");
        let mut child = Command::new(env!("CARGO_BIN_EXE_govseg"))
            .arg("ask")
            .args(arguments)
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .stdin(terminal.try_clone().expect("a handle"))
            .stderr(terminal)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command is there");
        let keys = File::from(controller);
        let mut screen = keys.try_clone().expect("a handle");
        let (show, shown) = channel();
        spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                if show.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut out = child.stdout.take().expect("piped");
        let (end, ended) = channel();
        spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).expect("UTF-8");
            let _ = end.send((child.wait().expect("it ends").code(), text));
        });
        Self { keys, shown, text: String::new(), seen: 0, ended }
    }

    /// Waits until a text is shown, behind what was waited for before.
    fn see(mut self, text: &str) -> Self {
        loop {
            if let Some(at) = self.text[self.seen..].find(text) {
                self.seen += at + text.len();
                return self;
            }
            let more = self.shown.recv_timeout(PATIENCE);
            let more = more.unwrap_or_else(|_| panic!("`{text}` is not shown: {}", &self.text[self.seen..]));
            self.text += &String::from_utf8_lossy(&more);
        }
    }

    /// Presses keys, as soon as each is read by itself: until then the terminal keeps an interruption to itself.
    fn press(mut self, keys: &[&str]) -> Self {
        let asked = Instant::now();
        while tcgetattr(&self.keys).expect("a terminal").local_modes.contains(LocalModes::ICANON) {
            assert!(asked.elapsed() < PATIENCE, "no key is waited for: {}", self.text);
            sleep(Duration::from_millis(1));
        }
        self.keys.write_all(keys.concat().as_bytes()).expect("it listens");
        self
    }

    fn end(mut self) -> Ran {
        // Where this fails, the terminal goes away, and with it the command.
        let ended = self.ended.recv_timeout(PATIENCE);
        let (code, out) = ended.unwrap_or_else(|_| panic!("it does not end: {}", &self.text[self.seen..]));
        let code = code.expect("it was not killed");
        // The last that was shown may still be on its way.
        while let Ok(more) = self.shown.recv_timeout(Duration::from_millis(200)) {
            self.text += &String::from_utf8_lossy(&more);
        }
        Ran { code, out, err: self.text }
    }
}

#[test]
fn the_arrow_keys_choose() {
    let ran = Session::new(&[])
        .see("If the answer is official, the contact is intergovernmental.")
        .see("Is the customer acting privately or officially?")
        .see("stop")
        .press(&[DOWN, ENTER])
        .end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.starts_with("INTERGOVERNMENTAL\n"), "{ran:?}");
}

#[test]
fn typing_narrows_and_an_answer_is_taken_back() {
    let ran = Session::new(&["--json"])
        .see("privately or officially?")
        .see("stop")
        .press(&["priv", ENTER])
        .see("What does government demand of the customer?")
        .see("stop")
        .press(&["back", ENTER])
        .see("privately or officially?")
        .see("stop")
        // From the first item up is the last.
        .press(&[UP, ENTER])
        .end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("\"because\":{}") && ran.out.contains("\"status\":\"open\""), "{ran:?}");
}

#[test]
fn several_values_are_an_answer() {
    let ran = Session::new(&["capacity=private", "obligation=voluntary", "--json"])
        .see("What does government demand of the customer?")
        .see("stop")
        .press(&["several", ENTER])
        .see("What does government demand of the customer?")
        .see("7  ")
        .press(&[UP, " ", UP, " ", ENTER])
        .end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("\"duty\":[\"prohibition\",\"penalty\"]"), "{ran:?}");
    assert!(ran.out.contains("\"segment\":\"dutiful\""), "{ran:?}");
}

#[test]
fn escape_ends_with_what_is_known() {
    let ran = Session::new(&["--lang", "es"]).see("?").see("parar").press(&[ESCAPE]).end();
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("intergubernamental"), "{ran:?}");
}

#[test]
fn an_interruption_gives_the_cursor_back() {
    let ran = Session::new(&[]).see("privately or officially?").see("stop").press(&[CONTROL_C]).end();
    assert_eq!((ran.code, ran.out.as_str()), (130, ""), "{ran:?}");
    let [hidden, shown] = ["\u{1b}[?25l", "\u{1b}[?25h"].map(|sign| ran.err.rfind(sign));
    assert!(hidden.is_some() && shown > hidden, "{ran:?}");
}

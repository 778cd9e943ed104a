"""Disturbs a Python process from inside: with this folder on PYTHONPATH, Python imports this file when it starts.

Enters: the variables DISTURBED_CLOCK and DISTURBED_DISK, seconds after which the wall clock, as Python tells it, goes a
day back, or every write of SQLite and every flush to the disk fails with EIO (Linux on x86-64). Leaves: nothing.
Workers that the process starts are disturbed as well.
"""

import ctypes
import errno
import os
import struct
import threading
import time

_DAY_SECONDS = 86_400
#: Of <linux/seccomp.h> and <linux/prctl.h>, and the system calls pwrite64, fsync, fdatasync and seccomp of x86-64.
_NO_NEW_PRIVS, _SET_FILTER, _ALL_THREADS = 38, 1, 1
_FAILING, _SECCOMP = (18, 74, 75), 317
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
#: Instructions of BPF: load a word, jump where it is equal, return.
_LOAD, _JUMP, _RETURN = 0x20, 0x15, 0x06


def _set_the_clock_back() -> None:
    seconds, nanoseconds = time.time, time.time_ns
    time.time = lambda: seconds() - _DAY_SECONDS
    time.time_ns = lambda: nanoseconds() - _DAY_SECONDS * 1_000_000_000


def _fail_the_disk() -> None:
    jumps = [(_JUMP, len(_FAILING) - i, 0, number) for i, number in enumerate(_FAILING)]
    steps = [(_LOAD, 0, 0, 0), *jumps, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EIO)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code)))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) or system.syscall(_SECCOMP, _SET_FILTER, _ALL_THREADS, program):
        os._exit(99)  # nothing would be tried


def _after(variable: str, disturb: object) -> None:
    if variable in os.environ:
        timer = threading.Timer(float(os.environ[variable]), disturb)  # type: ignore[arg-type]
        timer.daemon = True
        timer.start()


_after("DISTURBED_CLOCK", _set_the_clock_back)
_after("DISTURBED_DISK", _fail_the_disk)

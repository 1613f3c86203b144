"""What was worked out before, kept under a key that names everything it depends on: one SQLite file.

The file is a cache and nothing else: it may be deleted at any time, a damaged one is replaced, one
that cannot be opened or written is done without. It is trimmed to `most_bytes`, least recently used first.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import time
import zlib
from pathlib import Path
from types import TracebackType

FORMAT = 1
MOST_BYTES = 2_000_000_000
COMMIT_EVERY = 64
COMMIT_AFTER = 2.0  # seconds: what a killed run loses at most, and how long another run on the same file waits


def default_path() -> Path:
    """Where the cache lies unless told otherwise: `$RECOUPE_CACHE`, else the user's cache folder."""
    if told := os.environ.get("RECOUPE_CACHE"):
        return Path(told)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "recoupe" / "cache.sqlite"


class Cache:
    """Bytes under keys. A cache that fails is an empty cache, never an error.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder, Cache(pathlib.Path(folder) / "c.sqlite") as cache:
    ...     cache.put(b"k", b"value")
    ...     cache.get(b"k"), cache.get(b"other")
    (b'value', None)
    """

    def __init__(self, path: Path | None = None, most_bytes: int = MOST_BYTES) -> None:
        self.path = path or default_path()
        self.most_bytes = most_bytes
        self.waiting = 0
        self.began = 0.0
        self.put_any = False
        self.touched: list[bytes] = []
        self.db = self._open() or self._open(anew=True)

    def _open(self, anew: bool = False) -> sqlite3.Connection | None:
        db = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if anew:
                with self.path.open("rb") as file:
                    if not file.read(16).startswith(b"SQLite format 3") and self.path.stat().st_size:
                        return None  # somebody's own file: not ours to replace
                for end in ("", "-wal", "-shm"):
                    Path(f"{self.path}{end}").unlink(missing_ok=True)
            db = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = off")
            if db.execute("pragma user_version").fetchone()[0] != FORMAT:
                db.execute("drop table if exists kept")
                db.execute("create table kept (key blob primary key, value blob, used integer) without rowid")
                db.execute(f"pragma user_version = {FORMAT}")
            db.execute("select count(*) from (select 1 from kept limit 1)")
            return db
        except (OSError, sqlite3.Error):
            if db:
                db.close()
            return None

    def get(self, key: bytes) -> bytes | None:
        """The bytes kept under a key, or None."""
        if not self.db:
            return None
        try:
            row = self.db.execute("select value from kept where key = ?", (key,)).fetchone()
            if row is None:
                return None
            self.touched.append(key)
            return zlib.decompress(row[0])
        except (sqlite3.Error, zlib.error):
            return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep bytes under a key, in the place of what was there."""
        if not self.db:
            return
        try:
            if not self.waiting:
                self.db.execute("begin immediate")
                self.began = time.monotonic()
            self.db.execute(
                "insert or replace into kept values (?, ?, ?)", (key, zlib.compress(value, 1), int(time.time()))
            )
            self.put_any = True
            self.waiting += 1
            if self.waiting >= COMMIT_EVERY or time.monotonic() - self.began > COMMIT_AFTER:
                self._commit()
        except sqlite3.Error:
            self._give_up()

    def _commit(self) -> None:
        if self.db and self.waiting:
            self.db.execute("commit")
            self.waiting = 0

    def _give_up(self) -> None:
        if self.db:
            with contextlib.suppress(sqlite3.Error):
                self.db.close()
        self.db = None

    def close(self) -> None:
        """Write what waits, trim, and let go of the file."""
        if not self.db:
            return
        try:
            self._commit()
            if self.put_any:
                now = int(time.time())
                self.db.execute("begin immediate")
                self.db.executemany("update kept set used = ? where key = ?", [(now, k) for k in self.touched])
                self.db.execute("commit")
                self._trim()
        except sqlite3.Error:
            pass
        self._give_up()

    def _trim(self) -> None:
        assert self.db
        pages, free, size = (
            self.db.execute(f"pragma {p}").fetchone()[0] for p in ("page_count", "freelist_count", "page_size")
        )
        over = (pages - free) * size - self.most_bytes
        if over <= 0:
            return
        gone: list[tuple[bytes]] = []
        for key, length in self.db.execute("select key, length(value) from kept order by used"):
            gone.append((key,))
            over -= length
            if over <= 0:
                break
        self.db.execute("begin immediate")
        self.db.executemany("delete from kept where key = ?", gone)
        self.db.execute("commit")
        self.db.execute("vacuum")

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

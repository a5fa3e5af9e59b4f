"""PostgreSQL in place of the files: the same interviews, for several replicas at once."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

import interviewer.postgres
from interviewer import backup, mine
from interviewer.bank_table import BankTable
from interviewer.database import HEAD
from interviewer.engine import Engine, Wish
from interviewer.errors import (
    BankNotFound,
    Conflict,
    GroupNotFound,
    InterviewNotFound,
    StorageReadOnly,
    StorageTrouble,
    TooMuch,
)
from interviewer.events import Answered, Graded
from interviewer.groups import Groups
from interviewer.identity import Person
from interviewer.interview import replay
from interviewer.limits import Gate, Limits
from interviewer.logins import KEPT, EndedLogins
from interviewer.patience import Patient
from interviewer.settings import Settings
from interviewer.store import Store
from interviewer.wiring import Wired, build
from knowledge.question import Bank
from tests import postgres
from tests.builders import freely, make_bank, make_question
from tests.clock import Clock
from tests.command import run
from tests.contents import contents, filled
from tests.fakes import FakeBanks, FakeExaminer
from tests.integration.test_limits import not_counted
from tests.integration.test_mine import everywhere
from tests.integration.test_store import begun, put, rated
from tests.postgres import Postgres

BANK = make_bank(4)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """One server for all tests here; each has a database of its own."""
    running = postgres.started()
    yield running
    postgres.removed(running)


@pytest.fixture
def url(server: Postgres) -> str:
    """The address of an empty database."""
    return server.database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """The interviews in it."""
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
def replica(url: str) -> Iterator[Callable[[Path], Wired]]:
    """`replica(home)`: the product on that database, with a home of its own."""
    running: list[Wired] = []

    def made(home: Path) -> Wired:
        running.append(build(Settings(home=home, database_url=url)))
        return running[-1]

    yield made
    for each in running:
        each.store.close()


def engine(store: Store, clock: Clock) -> Engine:
    numbers = count(1)
    return Engine(
        store, FakeBanks(BANK), FakeExaminer(), now=clock, new_id=lambda: f"i{next(numbers)}"
    )


def test_what_was_appended_is_read_back(store: Store, url: str) -> None:
    """Event by event, also by another replica."""
    events = put(store, "one")
    other = Store(url)
    assert list(other.events("one")) == events
    assert other.summaries() == store.summaries()
    assert other.damaged() == ()
    assert other.check() == "ok"
    other.close()


def test_the_same_place_is_never_taken_twice(store: Store) -> None:
    """The second of two writers is told, and nothing of theirs is kept."""
    events = put(store, "one")
    store.append("one", [rated(3)], replay([*events, rated(3)]))
    with pytest.raises(Conflict):
        store.append("one", [rated(3)], replay([*events, rated(3)]))
    assert len(store.events("one")) == 4


def test_an_id_that_cannot_be_is_not_found(store: Store) -> None:
    """Here too, where the server would refuse the text."""
    for wrong in ("a\0b", "\udcff"):
        with pytest.raises(InterviewNotFound):
            store.load(wrong)


def test_four_writers_lose_nothing(store: Store) -> None:
    """Each appends while the others do, for two owners at once."""

    def write(writer: int) -> None:
        mine = store.of("of-a" if writer % 2 else "")
        for number in range(75):
            put(mine, f"{writer}-{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert (len(store.summaries()), len(store.of("of-a").summaries())) == (150, 150)


def test_a_whole_interview(store: Store, clock: Clock) -> None:
    """With its marks, what is learnt from it, and which questions were tried."""
    held = engine(store, clock)
    interview = held.start(Wish(bank=BANK.id, count=2))
    for _ in range(2):
        held.answer(interview, "It is k1 and k2.")
        while (state := held.advance(interview)).rounds[-1].follow_ups and not state.finished:
            held.skip(interview)
    held.end(interview)
    assert held.report(interview).score is not None
    assert len(held.tried(BANK.id)) == 2
    assert len(store.reviews()) == 2
    assert store.learned().memories


def test_two_replicas_that_judge_one_turn_leave_one_grade(url: str, clock: Clock) -> None:
    """Whoever comes second finds the first one's."""
    stores = [Store(url) for _ in range(2)]
    first, second = (engine(store, clock) for store in stores)
    interview = first.start(Wish(bank=BANK.id, count=1))
    first.answer(interview, "It is k1.")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda e: e.advance(interview), (first, second)))
    events = stores[0].events(interview)
    assert sum(isinstance(e, Graded) for e in events) == 1
    assert stores[1].events(interview) == events
    for each in stores:
        each.close()


def test_what_was_taken_is_one_count_for_all_replicas(url: str, clock: Clock) -> None:
    """Forty at once at two of them: as many pass as may, and no other owner's count."""
    stores = [Store(url).of("of-anna") for _ in range(2)]
    since = clock() - timedelta(minutes=1)
    with ThreadPoolExecutor(8) as pool:
        asked = pool.map(lambda n: stores[n % 2].take_one("answers", clock(), since, 5), range(40))
    assert sum(first is None for first in asked) == 5
    stores[0].took("tokens", clock(), 700)
    assert [store.taken("tokens", since) for store in stores] == [700, 700]
    assert stores[0].of("of-ben").taken("tokens", since) == 0
    for each in stores:
        each.close()


def test_an_answer_and_its_count_are_one(url: str, clock: Clock) -> None:
    """What was not stored is not counted, and what is one too many is not stored."""
    with closing(Store(url)) as store:
        held = engine(store, clock).of("of-anna", FakeBanks(BANK))
        held.guard(Gate(Limits(answers_per_minute=2)))
        not_counted(held, clock)


def test_many_tabs_at_two_replicas_begin_no_more_than_they_may(url: str, clock: Clock) -> None:
    """All of them have planned before the first is stored."""
    stores, gathered = [Store(url) for _ in range(2)], Barrier(12)
    engines = [engine(store, clock).of("of-anna", FakeBanks(BANK)) for store in stores]
    for replica in engines:
        replica.guard(Gate(Limits(open_interviews=2)))
        replica._new_id = lambda: f"t{gathered.wait()}"

    def begin(number: int) -> bool:
        try:
            engines[number % 2].start(Wish(bank=BANK.id, count=1))
        except TooMuch:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(begin, range(12))) == 2
    assert len(engines[0].interviews()) == 2
    for each in stores:
        each.close()


def test_a_log_in_that_was_ended_is_ended_for_all_replicas(url: str, clock: Clock) -> None:
    """Once or twice, from whichever; another one goes on."""
    stores = [Store(url) for _ in range(2)]
    one, other = (EndedLogins(store) for store in stores)
    claims = {"iss": "https://login.example.org", "sub": "anna", "nonce": "x1"}
    assert not other.has(claims)
    one.end(claims, clock())
    other.end(claims, clock())
    assert one.has(claims)
    assert other.has(claims)
    assert not other.has(claims | {"nonce": "x2"})
    clock.advance(days=KEPT.days + 1)
    one.end(claims | {"nonce": "x3"}, clock())
    assert not other.has(claims)  # by then Streamlit takes that cookie no more
    for each in stores:
        each.close()


def test_the_first_of_two_replicas_migrates(url: str, server: Postgres) -> None:
    """Two processes come at once; one makes the form while the other waits, and both go on."""
    context = multiprocessing.get_context("spawn")
    others, told = context.Barrier(2), context.Queue()
    replicas = [
        context.Process(target=postgres.migrate, args=(url, others, server, told)) for _ in range(2)
    ]
    for each in replicas:
        each.start()
    for each in replicas:
        each.join(120)
    assert [each.exitcode for each in replicas] == [0, 0]
    assert sorted(told.get(timeout=5) for _ in replicas) == [False, True]
    name = url.rpartition("/")[2]
    assert server.sql(name, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def test_a_server_that_hangs_is_told_and_waited_for_no_longer(
    url: str, server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the midst of a statement, and before one; once it goes on, so does the store."""
    monkeypatch.setattr(Patient, "patience", 0.2)
    monkeypatch.setattr(interviewer.postgres, "_PATIENCE", 2)
    with closing(Store(url)) as store:
        events = put(store, "one")

        def hang(*of: object) -> None:
            if str(of[2]).startswith("INSERT INTO events"):
                server.hang()

        sa.event.listen(store.engine, "before_cursor_execute", hang)
        try:
            with pytest.raises(StorageTrouble, match=r"cannot be reached .*said nothing"):
                put(store, "two")
            with pytest.raises(StorageTrouble, match="cannot be reached"):
                store.events("one")
        finally:
            server.go_on()
        monkeypatch.setattr(Patient, "patience", 15.0)
        assert list(store.events("one")) == events
        assert [s.id for s in store.summaries()] == ["one"]


def test_an_acknowledged_answer_outlasts_a_crash_of_the_server(
    store: Store, server: Postgres
) -> None:
    """The server is ended as by a power cut; the store goes on with what was saved."""
    events = put(store, "one")
    server.kill()
    with pytest.raises(StorageTrouble, match="cannot be reached") as trouble:
        store.events("one")
    assert "a-password" not in str(trouble.value)
    server.start()
    assert list(store.events("one")) == events
    store.append("one", [rated(3)], replay([*events, rated(3)]))


def test_a_database_that_may_not_be_written_says_so(
    store: Store, server: Postgres, url: str
) -> None:
    """What is there can still be read."""
    put(store, "one")
    name = url.rpartition("/")[2]
    server.sql("postgres", f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()
    with pytest.raises(StorageReadOnly, match="may not be written"):
        put(store, "two")
    with pytest.raises(StorageReadOnly, match="may not be written"):
        store.ping()
    assert len(store.events("one")) == 3


def test_old_interviews_are_deleted_but_one_that_goes_on(
    store: Store, url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody's; an answer that another replica has acknowledged after they were listed stays."""
    delete = Store.delete
    with closing(Store(url)) as other:
        mine, live = engine(store, clock), engine(other, clock)
        interview = live.start(Wish(bank=BANK.id, count=1))
        put(store.of("of-a"), "two")
        clock.advance(days=31)
        put(store, "three")

        def late(at: Store, which: str, **when: datetime) -> None:
            if which == interview:
                live.answer(interview, "It is k1.")
            delete(at, which, **when)

        monkeypatch.setattr(Store, "delete", late)
        assert mine.delete_untouched(30) == 2
        assert [s.id for s in other.summaries()] == [interview]
        assert other.of("of-a").summaries() == ()
        assert isinstance(other.events(interview)[-1], Answered)


def test_how_long_is_a_setting(store: Store, url: str, home: Path) -> None:
    """Here too, and for everybody."""
    put(store, "one")
    put(store.of("of-a"), "two")
    wired = build(Settings(home=home, database_url=url, retention_days=1))
    assert wired.forget_old() == 2
    assert store.summaries() == store.of("of-a").summaries() == ()
    wired.store.close()


def test_deleting_everything_leaves_no_byte_in_the_tables(store: Store, server: Postgres) -> None:
    """Of this owner; what others have stays."""
    put(store, "one", "a very particular sentence")
    put(store.of("of-a"), "two", "another's own sentence")
    assert b"very particular" in server.files()
    assert store.delete_all() == 1
    left = server.files()
    assert b"very particular" not in left
    assert b"another's own" in left


UNPACKED = "ALTER TABLE banks ALTER COLUMN payload SET STORAGE EXTERNAL"
"""So that a test finds its words: long texts are compressed otherwise."""


def test_deleting_all_that_is_mine_leaves_no_byte(
    replica: Callable[[Path], Wired], server: Postgres, url: str, home: Path
) -> None:
    """Neither of interviews nor of banks, nor in what the server has noted about its tables, nor
    at home; what others have stays.
    """
    whole = replica(home)
    server.sql(url.rpartition("/")[2], UNPACKED)
    mine_, other = whole.of("of-a"), whole.of("of-b")
    for each, word in ((mine_, "peculiar"), (other, "another")):
        for number in range(60):
            put(each.store, f"{word[0]}{number}", f"a very {word} sentence {number}")
        each.library.put(make_bank(3, id=f"{word}-bank", title=f"A very {word} title"))
    server.sql(url.rpartition("/")[2], "ANALYZE")  # as the server does by itself now and then
    before = server.files()
    assert before.count(b"peculiar sentence") >= 60
    assert b"A very peculiar title" in before
    assert mine.erase(mine_.engine, mine_.library) == mine.Erased(interviews=60, banks=1)
    for left in (server.files(), everywhere(home)):
        assert b"peculiar" not in left
    assert len(other.store.summaries()) == 60
    assert other.library.get("another-bank").title == "A very another title"


def test_what_is_deleted_by_itself_is_overwritten_when_the_tables_are(
    replica: Callable[[Path], Wired],
    server: Postgres,
    url: str,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An interview, a bank, and a bank as it was before: `prune` leaves nothing of them."""
    wired = replica(home)
    server.sql(url.rpartition("/")[2], UNPACKED)
    put(wired.store, "one", "a very peculiar sentence")
    put(wired.store, "two", "a sentence that stays")
    wired.library.put(make_bank(3, id="trees", title="A peculiar title"))
    wired.library.put(make_bank(3, id="trees", title="A title that stays"))
    wired.library.put(make_bank(3, id="shrubs", title="A peculiar title"))
    wired.engine.delete("one")
    wired.library.remove("shrubs")
    before = server.files()  # they stay, as docs/operating.md says
    assert b"a very peculiar sentence" in before
    assert before.count(b"A peculiar title") >= 2
    monkeypatch.setenv("MOCK_INTERVIEWER_DATABASE_URL", url)
    ran = run("prune", "--days", "36500", "--yes")
    assert "Deleted 0 interviews" in ran.err
    left = server.files()
    assert b"peculiar" not in left
    assert b"a sentence that stays" in left
    assert b"A title that stays" in left


def test_who_writes_the_tables_anew_waits_for_those_who_do(store: Store, server: Postgres) -> None:
    """Two who delete everything do not stand in each other's way."""
    put(store, "one", "a very particular sentence")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.of(f"of-{n}").delete_all(), range(4)))
        assert store.delete_all() == 1
    assert b"very particular" not in server.files()


def test_banks_live_in_the_database(replica: Callable[[Path], Wired], home: Path) -> None:
    """What one replica imports the other asks at once; each builds an index of its own."""
    one, other = (replica(home / name) for name in ("a", "b"))
    bank = make_bank(3, id="trees")
    one.library.put(bank)
    assert other.library.get("trees").questions == bank.questions
    assert (
        other.library.search(bank.questions[0].prompt, "trees", k=1)[0].question
        == bank.questions[0]
    )
    assert (home / "a" / "index").exists()
    assert (home / "b" / "index").exists()
    assert not (home / "a" / "banks").exists()
    one.library.put(make_bank(2, id="trees"))
    assert len(other.library.get("trees").questions) == 2
    other.library.remove("trees")
    with pytest.raises(BankNotFound):
        one.library.get("trees")


def at_once(stores: tuple[Store, Store], statement: str) -> None:
    """Neither executes what begins so before the other is about to, too."""
    both = threading.Barrier(2)

    def wait(*of: object) -> None:
        if str(of[2]).startswith(statement):
            both.wait(20)

    for each in stores:
        sa.event.listen(each.engine, "before_cursor_execute", wait)


def test_a_bank_that_two_replicas_write_at_once_is_one_of_theirs(url: str) -> None:
    """Neither fails."""
    with closing(Store(url)) as one, closing(Store(url)) as other, ThreadPoolExecutor(2) as pool:
        at_once((one, other), "INSERT INTO banks")
        tables = [BankTable(each.engine, url) for each in (one, other)]
        banks = [make_bank(2, id="trees"), make_bank(3, id="trees")]
        list(pool.map(lambda t, b: t.write(b), tables, banks))
        assert tables[0].read("trees") in banks
        assert tables[0].ids() == ("trees",)


def test_joining_twice_at_once_is_joining_once(url: str) -> None:
    """From two tabs, at two replicas; and a group that has just been dissolved is not found."""
    with closing(Store(url)) as one, closing(Store(url)) as other, ThreadPoolExecutor(2) as pool:
        anna, ben = Person("of-anna", "Anna"), Person("of-ben", "Ben")
        group, gone = (Groups(one, anna, freely).found(title) for title in ("Spring", "Autumn"))
        at_once((one, other), "INSERT INTO group_members")
        list(pool.map(lambda s: Groups(s, ben, freely).join(group.code), (one, other)))
        assert Groups(one, anna, freely).members(group.id) == (ben,)
        with closing(Store(url)) as third:

            def dissolve(*of: object) -> None:
                if str(of[2]).startswith("INSERT INTO group_members"):
                    Groups(other, anna, freely).dissolve(gone.id)

            sa.event.listen(third.engine, "before_cursor_execute", dissolve)
            with pytest.raises(GroupNotFound):
                Groups(third, ben, freely).join(gone.code)


def test_a_nul_in_a_document_reaches_no_table(
    replica: Callable[[Path], Wired], store: Store, home: Path, clock: Clock
) -> None:
    """JSON may hold one and PostgreSQL may not; one that comes by another way is named as that."""
    made = make_question("What is a\0tree?", topic="a\0b", bank_id="trees")
    bank = make_bank([made], id="trees", title="Trees\0")
    wired = replica(home / "a")
    wired.library.put(bank)
    assert wired.library.get("trees").title == "Trees\N{REPLACEMENT CHARACTER}"
    held = Engine(store, FakeBanks(bank), FakeExaminer(), now=clock, new_id=lambda: "one")
    held.answer(held.start(Wish(bank="trees", count=1)), "k1, k2, k3")
    assert held.advance("one").finished
    assert [t.topic for t in held.overview().topics] == ["a\N{REPLACEMENT CHARACTER}b"]
    with pytest.raises(StorageTrouble) as trouble:
        store.tried("a\0b")
    assert "cannot be reached" not in str(trouble.value)


def test_owners_do_not_see_each_other(replica: Callable[[Path], Wired], home: Path) -> None:
    """Neither interviews nor banks; two may have a bank of the same id."""
    whole = replica(home)
    one, other = whole.of("of-a"), whole.of("of-b")
    one.library.put(make_bank(3, id="trees"))
    other.library.put(make_bank(2, id="trees"))
    assert [len(w.library.get("trees").questions) for w in (one, other)] == [3, 2]
    interview = one.engine.start(Wish(bank="trees", count=1))
    for stranger in (other, whole):
        with pytest.raises(InterviewNotFound):
            stranger.engine.load(interview)
        assert stranger.engine.interviews() == ()
    assert [b.id for b in whole.library.list()] == ["deep-learning"]
    assert [line.split(":")[0] for line in whole.library.check()] == ["deep-learning"]
    assert whole.library.check() == ()


def test_a_home_moves_to_a_database_and_back(
    replica: Callable[[Path], Wired],
    wired: Wired,
    tmp_path: Path,
    make_bank: Callable[..., Bank],
) -> None:
    """By backup and restore, whatever holds it."""
    put(wired.store, "one")
    put(wired.store.of("of-a"), "two")
    filled(wired.store)
    held = contents(wired.store)
    wired.library.shelve(make_bank(id="trees"))
    wired.library.of("of-a").shelve(make_bank(id="shrubs"))
    there, back = tmp_path / "there.zip", tmp_path / "back.zip"
    backup.make(wired.store, wired.library, there)
    moved = replica(tmp_path / "moved")
    assert backup.restore(there, moved.store, moved.library) == backup.Kept(6, 2)
    assert contents(moved.store) == held
    backup.make(moved.store, moved.library, back)
    home = build(Settings(home=tmp_path / "again"))
    backup.restore(back, home.store, home.library)
    assert contents(home.store) == held
    assert list(home.store.events("one")) == begun()
    assert home.of("of-a").store.events("two")
    assert home.of("of-a").library.get("shrubs") == wired.of("of-a").library.get("shrubs")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://app:a-password@127.0.0.1:1/nothing", "cannot be reached"),
        ("mysql://app:a-password@127.0.0.1/x", "no database of the kind 'mysql'"),
        ("nonsense a-password", "no address of a database"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    home: Path, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    """By every command; `doctor` goes on with the rest."""
    monkeypatch.setenv("MOCK_INTERVIEWER_DATABASE_URL", address)
    ran = run("interviews")
    assert (ran.status, told in ran.err) == (1, True), ran
    doctor = run("doctor")
    assert "FAIL database" in doctor.out
    assert "ok   encoder" in doctor.out
    assert "a-password" not in ran.err + doctor.out + doctor.err + repr(Settings())

/*
 * Membership, fence and handover of a cluster of silos, for one grain.
 *
 * A silo is a place where a process runs; a life is one such process from start to end, and what the table of members knows
 * (an address and an epoch). Whoever was evicted never comes back: its silo starts another life. Two silos run at a time, with
 * three lives between them. Each step below is atomic; between any two of them all others may happen, for as long as they
 * like: that is how messages are late and processes stand still.
 *
 * The comment at the head of a step names the method that implements it, or what the world does. README.md beside this file
 * lists them all, and a test compares the two.
 *
 * Without a switch everything below holds. Each switch takes one stone out, and then spin finds what it was for:
 *   -DNO_FENCE         batches do not check that their silo is still a member
 *   -DNO_BARRIER       a grain that moved is served before all members have acknowledged the view
 *   -DEXPIRED_IS_GONE  the barrier leaves out members whose lease ran out, though nobody has evicted them
 *   -DOLD_BARRIER      the barrier is read without asking whether the view is still the newest
 *   -DEARLY_ACK        a view is acknowledged before the fate of batches under way is known
 *   -DNO_IDLE_LIMIT    the database lets a transaction of a silent silo stay open
 *   -DNO_GRACE         leases that ran out during an outage of the database count at once after it
 */

#ifndef LIVES
#define LIVES 3
#endif
#ifndef SILOS
#define SILOS 2     /* processes that run at a time */
#endif
#ifndef FAULTS
#define FAULTS 2    /* how often the world does harm; it mends as often as it likes */
#endif
#ifndef STOPS
#define STOPS 1     /* graceful stops */
#endif

/* Paused takes no step; Cut has no way to the database; Dead: its sockets are closed; Silent: it will never be heard of again. */
mtype:process = { Waiting, Up, Paused, Cut, Dead, Silent }
/* The row in the table of members. */
mtype:place = { None, Member, Leaving, Out }
/* Cleared: the barrier is passed, the state not loaded yet. Dropping: no batch begins any more. */
mtype:grain = { Away, Cleared, Serving, Dropping }
/* Open: the fence is checked and its row locked. Asked: COMMIT is under way. Then the silo has yet to learn what became of it. */
mtype:batch = { Idle, Sent, Open, Asked, Committed, Undone }

/* Views count back from the newest, which is 0; OLDEST stands for all that are older. The protocol asks no more of their numbers. */
#ifdef OLD_BARRIER
#define OLDEST 3
#else
#define OLDEST 1
#endif

typedef Life {
    mtype:process process = Waiting;
    byte installed;                 /* its view */
    bool mine;                      /* that view gives it the grain */
    mtype:grain grain = Away;
    mtype:batch batch = Idle;
#ifdef LATE_RENEWALS
    byte renewal;                   /* one more than the view that a renewal under way acknowledges; 0: none is under way */
#endif
    mtype:place place = None;       /* its row: this and the next two */
    bool expired;
    byte acknowledged;
    bool stale;                     /* ghost: another life has committed since this one loaded the grain */
};

Life life[LIVES];
byte owner;                         /* to whom the newest view gives the grain */
bool database = true;
bool grace;                         /* less than one lease has passed since the outage */
byte harm = FAULTS;
byte stops = STOPS;
bool harmed;                        /* ghost: there was more than an outage */

#if LIVES > 3
#define any(P) (P(0) || P(1) || P(2) || P(3))
#define all(P) (P(0) && P(1) && P(2) && P(3))
#define sum(P) (P(0) + P(1) + P(2) + P(3))
#define each(P) P(0) P(1) P(2) P(3)
#else
#define any(P) (P(0) || P(1) || P(2))
#define all(P) (P(0) && P(1) && P(2))
#define sum(P) (P(0) + P(1) + P(2))
#define each(P) P(0) P(1) P(2)
#endif

#define runs(i) (life[i].process == Up || life[i].process == Paused || life[i].process == Cut)
#define reaches(i) (life[i].process == Up && database)
#define is_member(i) (life[i].place == Member)
#define has_row(i) (life[i].place == Member || life[i].place == Leaving)
#define is_open(i) (life[i].batch == Open || life[i].batch == Asked)

#ifdef NO_FENCE
#define passes(i) true
#define is_locked(i) false
#else
#define passes(i) (has_row(i) && !life[i].expired)
#define is_locked(i) is_open(i)
#endif

#ifdef EXPIRED_IS_GONE
#define is_waited_for(i) (has_row(i) && !life[i].expired)
#else
#define is_waited_for(i) has_row(i)
#endif
#define agrees(i) (!is_waited_for(i) || life[i].acknowledged <= life[s].installed)

#define is_newest(i) (life[i].installed == 0)

#if defined(NO_BARRIER)
#define barrier_is_passed(i) true
#elif defined(OLD_BARRIER)
#define barrier_is_passed(i) (has_row(i) && all(agrees))
#else
#define barrier_is_passed(i) (is_newest(i) && has_row(i) && all(agrees))
#endif

#ifdef EARLY_ACK
#define is_settled(i) true
#else
#define is_settled(i) (life[i].batch == Idle)
#endif

/* --- what is to hold ---------------------------------------------------------------------------------------------------- */

/* A batch whose fence is checked will commit; one that is sent, or that a serving life may send, if it passes. */
#define can_commit(i) (is_open(i) || (passes(i) && (life[i].grain == Serving || life[i].batch == Sent)))

ltl one_committer { [] (sum(can_commit) <= 1) }

/* Somebody could serve: a process that may still take steps, and that is a member or has yet to join. */
#define could_serve(i) (runs(i) && (life[i].place == None || is_member(i)))
#define is_durable(i) (life[i].batch == Committed)

ltl never_ownerless { (<>[] any(could_serve)) -> ([]<> any(is_durable)) }

/* --- parts of steps ----------------------------------------------------------------------------------------------------- */

#define grow_older(number) if :: number < OLDEST -> number++ :: else fi;
#define age_row(i) if :: has_row(i) -> grow_older(life[i].installed) grow_older(life[i].acknowledged) :: else fi;
#ifdef LATE_RENEWALS
#define age(i) age_row(i) if :: life[i].renewal > 0 && life[i].renewal <= OLDEST -> life[i].renewal++ :: else fi;
#else
#define age(i) age_row(i)
#endif
#define may_own(i) :: is_member(i) -> owner = i

/* Any placement: a hash over the members gives each grain to some member. */
inline NextView()
{
    each(age)
    if
    each(may_own)
    fi
}

inline Install(i)
{
    life[i].installed = 0;
    life[i].mine = (owner == i);
    if
    :: life[i].grain == Serving && owner != i -> life[i].grain = Dropping
    :: life[i].grain == Cleared && owner != i -> life[i].grain = Away
    :: else
    fi
}

inline Remove(i)
{
    life[i].place = Out;
    life[i].expired = false;
    life[i].acknowledged = 0
}

/* Nobody is left to learn what became of a batch. */
inline Settle(i, outcome)
{
    if
    :: runs(i) -> life[i].batch = outcome
    :: else -> life[i].batch = Idle; life[i].stale = false
    fi
}

inline End(i, how)
{
    life[i].process = how;
    life[i].grain = Away;
    life[i].installed = OLDEST;
    life[i].mine = false;
    if
    :: life[i].batch == Committed || life[i].batch == Undone || life[i].batch == Idle -> life[i].batch = Idle; life[i].stale = false
    :: else
    fi
}

#define holds_old(i) (i != s && (life[i].grain == Serving || life[i].grain == Dropping || life[i].batch != Idle))
#define outdate(i) if :: holds_old(i) -> life[i].stale = true :: else fi;

/* --- the grain and its batches ------------------------------------------------------------------------------------------ */

proctype Turns(byte s)
{
    do
    :: /* Barrier.IsPassed */
        d_step { reaches(s) && life[s].mine && life[s].grain == Away && life[s].batch == Idle && barrier_is_passed(s) ->
            life[s].grain = Cleared }
    :: /* Handover.Activate */
        d_step { reaches(s) && life[s].grain == Cleared ->
            life[s].grain = Serving }
    :: /* Fence.Stamp */
        d_step { reaches(s) && life[s].grain == Serving && life[s].batch == Idle ->
            life[s].batch = Sent }
    :: /* Fence.Check */
        d_step { database && life[s].batch == Sent ->
            if
            :: passes(s) -> life[s].batch = Open
            :: else -> Settle(s, Undone)
            fi }
    :: /* LaneFlushes.IsCommitted */
        d_step { reaches(s) && life[s].batch == Open ->
            life[s].batch = Asked }
    :: /* Database.Commit */
        d_step { database && life[s].batch == Asked ->
            assert(!life[s].stale);
            each(outdate)
            Settle(s, Committed) }
    :: /* Fence.LimitIdle */
        d_step { is_open(s) && (life[s].process == Dead
#ifndef NO_IDLE_LIMIT
            || life[s].process == Silent || life[s].process == Cut || (life[s].process == Paused && life[s].batch == Open)
#endif
            ) ->
            Settle(s, Undone) }
    :: /* World.LoseBatch */
        d_step { life[s].batch == Sent && (life[s].process == Cut || life[s].process == Dead || life[s].process == Silent) ->
            Settle(s, Undone) }
    :: /* CommitFate.Of */
        d_step { reaches(s) && (life[s].batch == Committed || life[s].batch == Undone) ->
            if
            :: life[s].batch == Undone && life[s].grain == Serving -> life[s].grain = Cleared; life[s].stale = false
            :: else
            fi;
            life[s].batch = Idle }
    :: /* Handover.Drop */
        d_step { life[s].process == Up && life[s].grain == Dropping && is_settled(s) ->
            life[s].grain = Away;
            life[s].stale = (life[s].stale && life[s].batch != Idle) }
    od
}

/* --- the silo among the others ------------------------------------------------------------------------------------------ */

#define owes(i) (life[i].expired || (life[i].grain != Dropping && life[i].acknowledged > life[i].installed))
#define is_late(i) (i != s && has_row(i) && life[i].expired && !grace && !is_locked(i))
#define is_gone(i) (i != s && has_row(i) && life[i].process == Dead && !is_locked(i))
#define is_far(i) (i != s && has_row(i) && runs(i) && !is_locked(i))
#define evict_late(i) :: is_late(i) -> Remove(i)
#define evict_gone(i) :: is_gone(i) -> Remove(i)
#define evict_far(i) :: is_far(i) -> Remove(i)

proctype Keeper(byte s)
{
    do
    :: /* Membership.Join */
        atomic { reaches(s) && life[s].place == None ->
            life[s].place = Member;
            life[s].acknowledged = OLDEST;
            NextView();
            Install(s) }
    :: /* Handover.Install */
        d_step { reaches(s) && has_row(s) && life[s].installed > 0 ->
            Install(s) }
    :: /* Membership.RenewLease */
#ifdef LATE_RENEWALS
        d_step { reaches(s) && has_row(s) && life[s].renewal == 0 && owes(s) ->
            life[s].renewal = 1 + (life[s].grain == Dropping -> life[s].acknowledged : life[s].installed) }
#else
        d_step { reaches(s) && has_row(s) && owes(s) ->
            life[s].expired = false;
            if
            :: life[s].grain != Dropping -> life[s].acknowledged = life[s].installed
            :: else
            fi }
#endif
    :: /* Lease.Lose */
        d_step { reaches(s) && life[s].place == Out ->
            End(s, Dead) }
    :: /* Suspicion.LeaseRanOut */
        atomic { reaches(s) && is_member(s) && is_newest(s) && any(is_late) ->
            assert(harmed);
            if
            each(evict_late)
            fi;
            NextView() }
    :: /* Suspicion.Refused */
        atomic { reaches(s) && is_member(s) && is_newest(s) && any(is_gone) ->
            if
            each(evict_gone)
            fi;
            NextView() }
    :: /* World.Part */
        atomic { harm > 0 && reaches(s) && is_member(s) && is_newest(s) && any(is_far) ->
            harm--; harmed = true;
            if
            each(evict_far)
            fi;
            NextView() }
    :: /* Membership.Leave */
        atomic { stops > 0 && reaches(s) && is_member(s) && sum(is_member) > 1 ->
            stops--;
            life[s].place = Leaving;
            NextView() }
    :: /* Membership.Depart */
        d_step { reaches(s) && life[s].place == Leaving && is_newest(s) && life[s].grain == Away && life[s].batch == Idle ->
            Remove(s);
            End(s, Dead) }
    od
}

/* --- the database's clock, and renewals under way ------------------------------------------------------------------------- */

#define runs_out(i) (has_row(i) && !life[i].expired && (life[i].process != Up || !database))
#define run_out(i) :: runs_out(i) -> life[i].expired = true
#define has_renewed(i) (!has_row(i) || !reaches(i) || !life[i].expired)

#ifdef LATE_RENEWALS
#define arrives(i) (database && life[i].renewal > 0)
#define arrive(i) :: arrives(i) -> \
    if \
    :: has_row(i) && life[i].acknowledged >= life[i].renewal -> life[i].expired = false; life[i].acknowledged = life[i].renewal - 1 \
    :: has_row(i) && life[i].acknowledged < life[i].renewal -> life[i].expired = false \
    :: else \
    fi; \
    life[i].renewal = 0
#define may_be_lost(i) (life[i].renewal > 0 && (life[i].process == Cut || !runs(i)))
#define lose(i) :: may_be_lost(i) -> life[i].renewal = 0
#endif

proctype Database()
{
    do
    :: /* Database.RunOut */
        atomic { any(runs_out) -> if each(run_out) fi }
    :: /* Suspicion.EndGrace */
        d_step { database && grace && all(has_renewed) -> grace = false }
#ifdef LATE_RENEWALS
    :: /* Database.Renew */
        atomic { any(arrives) -> if each(arrive) fi }
    :: /* World.LoseRenewal */
        atomic { any(may_be_lost) -> if each(lose) fi }
#endif
    od
}

/* --- what the world does ------------------------------------------------------------------------------------------------ */

#define may_start(i) (life[i].process == Waiting && (i == 0 || life[(i == 0 -> 0 : i - 1)].process != Waiting) && sum(runs) < SILOS)
#define start(i) :: may_start(i) -> life[i].process = Up
#define stay_away(i) :: may_start(i) -> life[i].process = Dead
#define is_up(i) (life[i].process == Up)
#define is_paused(i) (life[i].process == Paused)
#define is_cut(i) (life[i].process == Cut)
#define is_prompt(i) (life[i].process == Up && has_row(i) && !life[i].expired)
#define crash(i) :: runs(i) -> End(i, Dead)
#define pause(i) :: is_up(i) -> life[i].process = Paused
#define resume(i) :: is_paused(i) -> life[i].process = Up
#define vanish(i) :: is_paused(i) -> End(i, Silent)
#define cut_off(i) :: is_up(i) -> life[i].process = Cut
#define mend(i) :: is_cut(i) -> life[i].process = Up
#define delay(i) :: is_prompt(i) -> life[i].expired = true
#define undo_batch(i) if :: life[i].batch == Sent || is_open(i) -> Settle(i, Undone) :: else fi;
#ifdef LATE_RENEWALS
#define undo(i) undo_batch(i) life[i].renewal = 0;
#else
#define undo(i) undo_batch(i)
#endif

proctype World()
{
    do
    :: /* World.Start */
        atomic { any(may_start) -> if each(start) fi }
    :: /* World.StayAway */
        atomic { any(may_start) -> if each(stay_away) fi }
    :: /* World.Crash */
        atomic { harm > 0 && any(runs) -> harm--; harmed = true; if each(crash) fi }
    :: /* World.Pause */
        atomic { harm > 0 && any(is_up) -> harm--; harmed = true; if each(pause) fi }
    :: /* World.Resume */
        atomic { any(is_paused) -> if each(resume) fi }
    :: /* World.Vanish */
        atomic { any(is_paused) -> if each(vanish) fi }
    :: /* World.CutOff */
        atomic { harm > 0 && any(is_up) -> harm--; harmed = true; if each(cut_off) fi }
    :: /* World.Mend */
        atomic { any(is_cut) -> if each(mend) fi }
    :: /* World.Delay */
        atomic { harm > 0 && any(is_prompt) -> harm--; harmed = true; if each(delay) fi }
    :: /* World.StopDatabase */
        d_step { harm > 0 && database -> harm--; database = false; each(undo) }
    :: /* World.StartDatabase */
        d_step { !database ->
            database = true;
#ifndef NO_GRACE
            grace = true
#endif
        }
    od
}

init
{
    atomic {
        life[0].process = Up;
        life[0].place = Member;
        life[0].mine = true;
        run Turns(0); run Keeper(0);
        run Turns(1); run Keeper(1);
        run Turns(2); run Keeper(2);
#if LIVES > 3
        run Turns(3); run Keeper(3);
#endif
        run Database(); run World()
    }
}

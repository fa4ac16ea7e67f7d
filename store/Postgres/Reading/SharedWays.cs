namespace Watchfloor.Store.Postgres;

/// <summary>
/// Questions that come together share a way to the database: while one is under way, who comes then waits for the next, which takes all of
/// them. So a flood of new events, or a silo that has just been given its grains, asks some questions and not one for each.
/// </summary>
sealed class SharedWays(Readers readers, TimeProvider time)
{
    const int TenantsAtOnce = 4;
    const int Most = 256;

    /// <summary>So many ways in all: the others are opened while what is asked on one takes too long, such as on a connection half dead.</summary>
    const int Ways = 4;
    static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(250);

    readonly Lock _gate = new();
    readonly Queue<Look> _waiting = [];
    int _underWay;
    long _lastTaken;
    bool _isWatched;

    public void Ask(Look one)
    {
        lock (_gate)
        {
            _waiting.Enqueue(one);
            if (_underWay == 0)
                OpenWay();
            else if (!_isWatched)
                Watch();
        }
    }

    /// <summary>What one look finds.</summary>
    public Task<List<TFound>> Rows<TFound>(
        TenantId tenant,
        string sql,
        string[] keys,
        Func<Row, TFound> read,
        CancellationToken cancellation
    )
    {
        var look = new Look<TFound>(tenant, sql, keys, read);
        Ask(look);
        return look.Found.WaitAsync(cancellation);
    }

    void OpenWay()
    {
        (_underWay, _lastTaken) = (_underWay + 1, time.GetTimestamp());
        // Nothing of the turn that asks goes along: others' questions will.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(Run);
    }

    void Watch()
    {
        _isWatched = true;
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(OpenMore);
    }

    /// <summary>While any wait, one looks for all of them whether the last were taken too long ago.</summary>
    async Task OpenMore()
    {
        while (Left() is { } left)
            await Task.Delay(left, time);
    }

    /// <summary>How long to wait before the next look; null when nobody waits any more.</summary>
    TimeSpan? Left()
    {
        lock (_gate)
        {
            _isWatched = _waiting.Count > 0;
            if (!_isWatched)
                return null;
            var left = TooLong - time.GetElapsedTime(_lastTaken);
            if (left > TimeSpan.Zero)
                return TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            if (_underWay < Ways)
                OpenWay();
            return TooLong;
        }
    }

    async Task Run()
    {
        while (Take() is { } taken)
        {
            await Parallel.ForEachAsync(
                taken.GroupBy(one => one.Tenant),
                new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce },
                async (ofTenant, _) => await Answer(ofTenant.Key, [.. ofTenant])
            );
        }
    }

    List<Look>? Take()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return null;
            }
            _lastTaken = time.GetTimestamp();
            var taken = new List<Look>(Math.Min(_waiting.Count, Most));
            while (taken.Count < Most && _waiting.TryDequeue(out var one))
                taken.Add(one);
            return taken;
        }
    }

    /// <summary>Never fails itself: whatever happens, everybody who waits hears of it, and the way stays open for those who come after.</summary>
    async Task Answer(TenantId tenant, List<Look> asked)
    {
        try
        {
            if (asked.Count == 1)
                await readers.Ask(Scope.OfKeys(tenant), QuestionsOf(tenant, asked), Clear, CancellationToken.None);
            else if (await readers.AskInTime(Scope.OfKeys(tenant), QuestionsOf(tenant, asked), Clear, CancellationToken.None) is not null)
            {
                Clear();
                await EachAlone(tenant, asked);
                return;
            }
            asked.ForEach(one => one.Answer());
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            asked.ForEach(one => one.Fail(e));
        }

        void Clear() => asked.ForEach(one => one.Clear());
    }

    /// <summary>One of them finds more than fits into the time of a statement: the others are not to fail with it.</summary>
    Task EachAlone(TenantId tenant, List<Look> asked) =>
        Parallel.ForEachAsync(
            asked,
            new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce },
            async (one, _) => await Answer(tenant, [one])
        );

    /// <summary>First parts before second ones; those who ask the same in one question.</summary>
    static List<(string, Action<Row>, Arg[])> QuestionsOf(TenantId tenant, List<Look> asked)
    {
        var questions = new List<(string, Action<Row>, Arg[])>();
        for (var part = 0; asked.Exists(look => look.Parts.Count > part); part++)
            questions.AddRange(
                asked
                    .Where(look => look.Parts.Count > part)
                    .GroupBy(look => look.Parts[part].Sql)
                    .Select(alike => QuestionOf(tenant, part, alike.Key, [.. alike]))
            );
        return questions;
    }

    static (string, Action<Row>, Arg[]) QuestionOf(TenantId tenant, int part, string sql, Look[] alike)
    {
        var keys = Enumerable.Range(0, alike[0].Parts[part].Keys.Length);
        return (
            sql,
            row => alike[(int)row.Long(0) - 1].Take(part, row),
            [tenant.Value, .. keys.Select(key => Arg.Texts(alike.Select(look => look.Parts[part].Keys[key])))]
        );
    }
}

namespace Watchfloor.Benchmarks;

/// <summary>A server that was told of a number of conditions and occurrences, and what each must count by now.</summary>
sealed class KnownTroubles
{
    const string Condition = "condition";
    const string Occurrence = "occurrence";
    const string Duplicate = "duplicate";

    readonly StoredServer _server;
    readonly long[] _conditions;
    readonly long[] _occurrences;

    KnownTroubles(StoredServer server, int keys) =>
        (_server, _conditions, _occurrences) = (server, [.. Enumerable.Repeat(1L, keys)], [.. Enumerable.Repeat(1L, keys)]);

    public string Store => _server.Store;

    /// <summary>Tells each for the first time.</summary>
    public static async Task<KnownTroubles> Tell(StoredServer server, int keys)
    {
        foreach (var (run, item) in new[] { (Condition, Tellings.Condition(Condition)), (Occurrence, Tellings.Occurrence(Occurrence)) })
        {
            var form = RequestForm.One(server.To("events/ingest"), server.Server.Key, item);
            var first = await new Generator(server.Server.Address, form, new(201)).Exactly(NewEventsRace.Connections(1), keys);
            if (first.Answered.Count != keys)
                throw new InvalidOperationException($"{first.Answered.Count} of {keys} of {run} were taken");
        }
        return new(server, keys);
    }

    /// <summary>What the server took of the processors so far; asked when nothing is left to write or deliver.</summary>
    public async Task<TimeSpan> Worked(CancellationToken cancellation)
    {
        await _server.AtRest(cancellation);
        return _server.Worked;
    }

    /// <summary>Tells them again for a time, with this outcome.</summary>
    public async Task<Volley> Again(int perRequest, string outcome, TimeSpan length, bool mayBreak = false)
    {
        var isKnown = outcome.Contains(Duplicate, StringComparison.Ordinal);
        var (item, keys) = (isKnown ? Tellings.Occurrence(Occurrence) : Tellings.Condition(Condition), _conditions.Length);
        var form =
            perRequest == 1
                ? RequestForm.One(_server.To("events/ingest"), _server.Server.Key, item, keys)
                : RequestForm.Array(_server.To("events/ingest/batch"), _server.Server.Key, item, perRequest, keys);
        var volley = await new Generator(_server.Server.Address, form, new(200, outcome)).Closed(
            NewEventsRace.Connections(perRequest),
            length,
            mayBreak
        );
        if (!isKnown)
        {
            foreach (var request in volley.Answered)
            {
                for (var at = 0; at < perRequest; at++)
                    _conditions[form.Of(request, at)]++;
            }
        }
        return volley;
    }

    /// <summary>Throws where an event does not count what was answered for; so many more may be counted of which no answer came.</summary>
    public async Task Check(long open, CancellationToken cancellation)
    {
        (await EventBooks.Of(_server.Server, Condition, cancellation)).Count(_conditions, open);
        (await EventBooks.Of(_server.Server, Occurrence, cancellation)).Count(_occurrences, 0);
    }

    /// <summary>kill -9 amidst a load, a start anew, and the books.</summary>
    public async Task Kill(string outcome, TimeSpan length, CancellationToken cancellation)
    {
        await _server.KillAmidst(Again(1, outcome, length, mayBreak: true), length / 2, cancellation);
        await Check(open: NewEventsRace.Connections(1), cancellation);
    }
}

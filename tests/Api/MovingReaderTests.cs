using Watchfloor.Store;
using Watchfloor.Tests.Stores.Postgres;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Api;

/// <summary>Two apis, each with a store of its own on one database: who looks may change from one to the other.</summary>
public sealed class MovingReaderTests : PostgresRoom
{
    const int Many = 60;
    const int Before = 20;
    static readonly List<string> All = [.. Enumerable.Range(1, Many).Select(n => $"e{n:00}")];

    [Fact]
    public async Task An_event_stream_that_was_cut_goes_on_at_another_api_without_a_gap_or_a_repeat() =>
        await Moves(
            (api, cursor) => SseReader.Open(api.Admin, cursor),
            async stream =>
            {
                var (cursor, json) = await stream.Next();
                return (cursor, [json.GetProperty("id").GetString()!]);
            }
        );

    [Fact]
    public async Task A_live_picture_that_was_cut_goes_on_at_another_api_without_a_gap_or_a_repeat() =>
        await Moves(
            async (api, cursor) =>
            {
                var hub = await HubReader.Connect(api.Address, cursor);
                if (cursor is null)
                    Assert.Equal("snapshot", (await hub.Next()).Kind);
                return hub;
            },
            async hub =>
            {
                var frame = await hub.Next();
                Assert.NotEqual("snapshot", frame.Kind);
                return (frame.Cursor, frame.Ids);
            }
        );

    /// <summary>A reader looks at one api from the beginning, and where it was cut off at another from its cursor on, while both write.</summary>
    async Task Moves<T>(Func<ApiHost, string?, Task<T>> open, Func<T, Task<(string Cursor, IEnumerable<string> Ids)>> next)
        where T : IDisposable
    {
        await using var near = await Open(Together);
        await using var far = await Open(Together);
        await using var first = await Api(near);
        await using var second = await Api(far);
        var (heard, cursor) = (new List<string>(), "");

        Task writing;
        using (var reader = await open(first, null))
        {
            writing = Write(near, far);
            while (heard.Count < Before)
                await Hear(reader);
        }
        using (var reader = await open(second, cursor))
        {
            while (heard[^1] != All[^1])
                await Hear(reader);
        }
        await writing;
        Assert.Equal(All, heard);

        async Task Hear(T reader)
        {
            (cursor, var ids) = await next(reader);
            heard.AddRange(ids);
        }
    }

    static async Task<ApiHost> Api(IStore store)
    {
        var host = new ApiHost { Reads = store };
        await host.InitializeAsync();
        return host;
    }

    /// <summary>One event after the other, by one server and the other in turn.</summary>
    static async Task Write(IStore one, IStore other)
    {
        foreach (var (n, id) in All.Index())
            await (n % 2 == 0 ? one : other).Commits.Commit(Show(View(id)));
    }
}

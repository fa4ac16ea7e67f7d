using Orleans.Concurrency;

namespace Watchfloor.Tests.Engine;

[Alias("test.ITurns")]
public interface ITurns : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int pauses);

    [Alias("MostAtOnce")]
    Task<int> MostAtOnce();

    [Alias("Note")]
    Task Note(int number);

    [Alias("Notes")]
    Task<int[]> Notes();

    [Alias("Hold")]
    Task Hold(string entered, string release);

    [Alias("Peek"), AlwaysInterleave]
    Task<string> Peek();

    [Alias("Look"), ReadOnly]
    Task Look(string entered, string release);
}

/// <summary>Counts how many of its calls are under way at once.</summary>
[GrainType("test-turns")]
public class TurnsGrain : Grain, ITurns
{
    readonly List<int> _notes = [];
    int _inside;
    int _most;
    int _sum;

    public async Task<int> Add(int pauses)
    {
        _most = Math.Max(_most, ++_inside);
        for (var pause = 0; pause < pauses; pause++)
        {
            var before = _sum;
            await Task.Yield();
            Assert.Equal(before, _sum);
        }
        _inside--;
        return ++_sum;
    }

    public Task<int> MostAtOnce() => Task.FromResult(_most);

    public Task Note(int number)
    {
        _notes.Add(number);
        return Task.CompletedTask;
    }

    public Task<int[]> Notes() => Task.FromResult(_notes.ToArray());

    public async Task Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
    }

    public Task<string> Peek() => Task.FromResult(this.GetPrimaryKeyString());

    public Task Look(string entered, string release) => Hold(entered, release);
}

[Alias("test.IOpenTurns")]
public interface IOpenTurns : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int pauses);

    [Alias("Hold")]
    Task Hold(string entered, string release);
}

[GrainType("test-open-turns"), Reentrant]
public class OpenTurnsGrain : Grain, IOpenTurns
{
    int _sum;
    int _inside;

    public async Task<int> Add(int pauses)
    {
        for (var pause = 0; pause < pauses; pause++)
        {
            // No two threads are ever between these two lines: pieces of turns do not overlap.
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            _sum++;
            Assert.Equal(0, Interlocked.Decrement(ref _inside));
            await Task.Yield();
        }
        return _sum;
    }

    public async Task Hold(string entered, string release)
    {
        Signals.Raise(entered);
        await Signals.Wait(release);
    }
}

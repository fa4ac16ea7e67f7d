using System.IO.Pipelines;
using Orleans.Transport;
using Connection = Orleans.Transport.Wire;

namespace Watchfloor.Tests.EngineOnly.Several;

/// <summary>One connection by itself, over streams that the test holds.</summary>
public sealed class WireTests
{
    static readonly byte[] Body = new byte[1000];

    [Fact]
    public async Task A_side_that_says_nothing_is_given_up_after_some_beats()
    {
        using var wire = new Connection(new OneEnd(new Pipe().Reader, new Pipe().Writer));
        var talking = wire.Run(new Heard(), long.MaxValue);

        for (var beat = 0; beat < 6; beat++)
            wire.Beat();
        Assert.False(talking.IsCompleted);
        wire.Beat();

        await Assert.ThrowsAnyAsync<Exception>(() => talking);
        Assert.True(wire.Post(FrameKind.Ping, 0, default) < 0);
    }

    [Fact]
    public async Task What_waits_behind_a_write_was_not_handed_over_and_goes_out_in_order_with_the_next()
    {
        var (toUs, fromUs) = (new Pipe(), new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1)));
        using var wire = new Connection(new OneEnd(toUs.Reader, fromUs.Writer));
        var talking = wire.Run(new Heard(), long.MaxValue);
        var first = wire.Post(FrameKind.Request, 1, Body);
        await Tests.Engine.Eventually.Holds(() => wire.HandedOver > first);

        var starts = Enumerable.Range(2, 50).Select(call => wire.Post(FrameKind.Request, call, Body)).ToArray();

        Assert.All(starts, start => Assert.True(start >= wire.HandedOver));
        Assert.True(wire.Waiting >= 50 * Body.Length);
        var other = new Heard();
        using var far = new Connection(new OneEnd(fromUs.Reader, toUs.Writer));
        var listening = far.Run(other, long.MaxValue);
        await Tests.Engine.Eventually.Holds(() => other.Count == 51);
        Assert.Equal(Enumerable.Range(1, 51).Select(static call => (long)call), other.Numbers);
        wire.Abort();
        far.Abort();
        await Task.WhenAll(talking, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Fact]
    public async Task While_answers_are_not_taken_no_further_call_is_read()
    {
        var (toUs, fromUs) = (new Pipe(), new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1)));
        using var wire = new Connection(new OneEnd(toUs.Reader, fromUs.Writer));
        var heard = new Heard(number => wire.Post(FrameKind.Result, number, Body));
        var talking = wire.Run(heard, mostWaiting: 3000);
        for (var call = 1; call <= 10; call++)
        {
            await Ask(toUs.Writer, call);
            await Tests.Engine.Eventually.Holds(() => heard.Count >= Math.Min(call, 3));
        }
        Assert.InRange(heard.Count, 3, 9);

        var other = new Heard();
        using var far = new Connection(new OneEnd(fromUs.Reader, toUs.Writer));
        var listening = far.Run(other, long.MaxValue);
        await Tests.Engine.Eventually.Holds(() => other.Count == 10);

        wire.Abort();
        far.Abort();
        await Task.WhenAll(talking, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [Fact]
    public async Task A_slow_taker_of_answers_is_not_taken_for_silent_but_one_who_takes_none_is_given_up_at_last()
    {
        var (toUs, fromUs) = (new Pipe(), new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1)));
        using var wire = new Connection(new OneEnd(toUs.Reader, fromUs.Writer));
        var heard = new Heard(number => wire.Post(FrameKind.Result, number, Body));
        var talking = wire.Run(heard, mostWaiting: 0);
        await Ask(toUs.Writer, 1);
        await Tests.Engine.Eventually.Holds(() => heard.Count == 1 && wire.HandedOver > 0);

        // One answer is taken now and then, and as no further call is read meanwhile, nothing comes in.
        for (var beat = 0; beat < 60; beat++)
            wire.Beat();
        Assert.False(talking.IsCompleted);
        var taken = await fromUs.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var before = wire.Waiting;
        fromUs.Reader.AdvanceTo(taken.Buffer.End);
        await Tests.Engine.Eventually.Holds(() => wire.Waiting < before);
        for (var beat = 0; beat < 60; beat++)
            wire.Beat();
        Assert.False(talking.IsCompleted);
        wire.Beat();
        wire.Beat();

        await Assert.ThrowsAnyAsync<Exception>(() => talking);
        Assert.True(wire.WasSilent);
    }

    static async Task Ask(PipeWriter to, int call)
    {
        var frame = new byte[Frames.Header];
        Frames.WriteHeader(frame, FrameKind.Request, call, 0);
        await to.WriteAsync(frame, TestContext.Current.CancellationToken);
    }

    /// <summary>One end of a connection: whoever writes waits as long as the other end has not read.</summary>
    sealed class OneEnd(PipeReader from, PipeWriter to) : Stream
    {
        readonly Stream _from = from.AsStream();

        public override bool CanRead => true;
        public override bool CanWrite => true;
        public override bool CanSeek => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _from.ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await to.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }

    sealed class Heard(Action<long>? then = null) : ITakesFrames
    {
        readonly List<long> _numbers = [];

        public int Count
        {
            get
            {
                lock (_numbers)
                    return _numbers.Count;
            }
        }

        public long[] Numbers
        {
            get
            {
                lock (_numbers)
                    return [.. _numbers];
            }
        }

        public void Take(FrameKind kind, long number, ReadOnlyMemory<byte> body)
        {
            lock (_numbers)
                _numbers.Add(number);
            then?.Invoke(number);
        }
    }
}

using System.Text;
using Watchfloor.EdgeConnector;
using Watchfloor.Tests.Clocks;
using static Watchfloor.Tests.EdgeConnector.Workbench;

namespace Watchfloor.Tests.EdgeConnector;

public sealed class SpoolTests : IDisposable
{
    readonly Workbench bench = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Batches_leave_in_the_order_in_which_they_came()
    {
        using var spool = bench.Spool();
        Fill(spool, 5);
        spool.Complete();
        Assert.Equal("1, 2, 3, 4, 5", await Drain(spool));
    }

    [Fact]
    public async Task A_batch_not_acknowledged_is_handed_out_again_with_the_same_bytes()
    {
        using var spool = bench.Spool();
        Fill(spool, 2);
        var once = await spool.Next(Stop);
        var again = await spool.Next(Stop);
        Assert.Equal(1, once!.Seq);
        Assert.Equal(once.Body.ToArray(), again!.Body.ToArray());
    }

    [Fact]
    public async Task What_was_appended_outlives_a_process_that_had_no_chance_to_close_it()
    {
        Abandon(3);
        using var reopened = bench.Spool();
        Assert.Equal(4, reopened.NextSeq);
        reopened.Complete();
        Assert.Equal("1, 2, 3", await Drain(reopened));
    }

    [Fact]
    public async Task What_the_server_answered_for_is_not_sent_after_a_restart()
    {
        Abandon(3, acknowledged: 2);
        using var reopened = bench.Spool();
        Assert.Equal(1, reopened.Waiting);
        Assert.Equal(3, (await reopened.Next(Stop))!.Seq);
    }

    [Fact]
    public void The_count_goes_on_when_all_was_taken_before_the_restart()
    {
        Abandon(3, acknowledged: 3);
        using var reopened = bench.Spool();
        Assert.Equal((4, 0), (reopened.NextSeq, reopened.Waiting));
    }

    [Fact]
    public void A_spool_keeps_the_name_of_its_stream_and_a_new_one_gets_another()
    {
        string first;
        using (var spool = bench.Spool())
            first = spool.Stream;
        using (var reopened = bench.Spool())
            Assert.Equal(first, reopened.Stream);
        Directory.Delete(bench.SpoolDirectory, recursive: true);
        using var fresh = bench.Spool();
        Assert.NotEqual(first, fresh.Stream);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(SpoolFrame.HeaderBytes - 1)]
    [InlineData(SpoolFrame.HeaderBytes + 1)]
    public async Task A_torn_tail_is_cut_off_and_its_number_given_anew(int bytesLeft)
    {
        Abandon(2);
        var whole = new FileInfo(bench.SegmentFiles[^1]).Length;
        Abandon(1);
        Truncate(bench.SegmentFiles[^1], whole + bytesLeft);

        using var reopened = bench.Spool();
        Assert.Equal(3, reopened.NextSeq);
        Assert.Contains($"{bytesLeft} bytes", bench.Said, StringComparison.Ordinal);
        reopened.Append(Batch(3));
        reopened.Complete();
        Assert.Equal("1, 2, 3", await Drain(reopened));
    }

    [Fact]
    public async Task A_tail_whose_bytes_are_wrong_is_cut_off_although_its_length_is_right()
    {
        Abandon(3);
        Spoil(bench.SegmentFiles[^1], fromEnd: 3);
        using var reopened = bench.Spool();
        reopened.Complete();
        Assert.Equal("1, 2", await Drain(reopened));
    }

    [Fact]
    public async Task An_unreadable_cursor_means_sending_again_and_losing_nothing()
    {
        Abandon(3, acknowledged: 2);
        await File.WriteAllTextAsync(Path.Combine(bench.SpoolDirectory, "cursor"), "nonsense of some length", Stop);
        using var reopened = bench.Spool();
        reopened.Complete();
        Assert.Equal("1, 2, 3", await Drain(reopened));
    }

    [Fact]
    public void Two_processes_do_not_share_a_spool()
    {
        using var spool = bench.Spool();
        Assert.Throws<IOException>(() => bench.Spool());
    }

    [Fact]
    public async Task A_reader_waits_for_the_next_batch_and_ends_with_the_last()
    {
        using var spool = bench.Spool();
        var next = spool.Next(Stop);
        Assert.False(next.IsCompleted);
        spool.Append(Batch(1));
        Assert.Equal(1, (await next)!.Seq);
        spool.Acknowledge(1);
        var end = spool.Next(Stop);
        spool.Complete();
        Assert.Null(await end);
    }

    [Fact]
    public async Task A_batch_is_handed_out_only_when_a_power_cut_cannot_take_it_back()
    {
        var clock = new ManualClock();
        using var spool = new Spool(bench.SpoolDirectory, new(), clock, bench.Log);
        spool.Append(Batch(1));
        var next = spool.Next(Stop);
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1, (await next)!.Seq);
    }

    void Fill(Spool spool, int batches)
    {
        for (var i = 0; i < batches; i++)
            spool.Append(Batch(spool.NextSeq));
    }

    /// <summary>Writes as a process would that is killed: a copy of the files is what the next one finds, whatever closing may add.</summary>
    void Abandon(int batches, long acknowledged = 0)
    {
        var found = bench.SpoolDirectory + "-found";
        using (var spool = bench.Spool())
        {
            Fill(spool, batches);
            spool.Acknowledge(acknowledged);
            Directory.CreateDirectory(found);
            foreach (var file in Directory.GetFiles(bench.SpoolDirectory).Where(path => Path.GetFileName(path) != "lock"))
                File.Copy(file, Path.Combine(found, Path.GetFileName(file)));
        }
        Directory.Delete(bench.SpoolDirectory, recursive: true);
        Directory.Move(found, bench.SpoolDirectory);
    }

    static async Task<string> Drain(Spool spool)
    {
        var order = new List<long>();
        while (await spool.Next(Stop) is { } batch)
        {
            Assert.Contains($"\"seq\":{batch.Seq},", Encoding.UTF8.GetString(batch.Body.Span), StringComparison.Ordinal);
            order.Add(batch.Seq);
            spool.Acknowledge(batch.Seq);
        }
        return string.Join(", ", order);
    }

    static void Truncate(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(length);
    }

    static void Spoil(string path, int fromEnd)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Seek(-fromEnd, SeekOrigin.End);
        file.WriteByte(0);
    }
}

using Watchfloor.EdgeConnector;
using static Watchfloor.Tests.EdgeConnector.Workbench;

namespace Watchfloor.Tests.EdgeConnector;

/// <summary>Three segments of about four batches each: what happens when they are full, and when they are emptied.</summary>
public sealed class FullSpoolTests : IDisposable
{
    const int BatchBytes = 230;
    static readonly SpoolLimits Small = new() { Segments = 3, SegmentBytes = 4 * 300 };
    readonly Workbench bench = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task When_full_the_oldest_go_first_and_are_counted()
    {
        using var spool = bench.Spool(Small);
        Fill(spool, 13, samplesEach: 7); // the fourth segment would begin with the thirteenth
        Assert.Equal(4 * 7, spool.DroppedSamples);
        Assert.Equal(3, bench.SegmentFiles.Length);
        Assert.Equal(5, (await spool.Next(Stop))!.Seq);
        Assert.Contains("28 samples", bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_server_has_is_not_counted_as_lost()
    {
        using var spool = bench.Spool(Small);
        Fill(spool, 12, samplesEach: 7);
        spool.Acknowledge(3);
        Fill(spool, 1, samplesEach: 7);
        Assert.Equal(7, spool.DroppedSamples);
    }

    [Fact]
    public void The_count_of_lost_samples_survives_a_restart()
    {
        using (var spool = bench.Spool(Small))
            Fill(spool, 13, samplesEach: 7);
        using var reopened = bench.Spool(Small);
        Assert.Equal(28, reopened.DroppedSamples);
        Assert.Equal(9, reopened.Waiting);
    }

    [Fact]
    public async Task An_answer_for_a_batch_given_up_meanwhile_moves_nothing()
    {
        using var spool = bench.Spool(Small);
        Fill(spool, 13);
        spool.Acknowledge(1);
        Assert.Equal(5, (await spool.Next(Stop))!.Seq);
    }

    [Fact]
    public void Segments_taken_over_by_the_server_leave_the_disk()
    {
        using var spool = bench.Spool(Small);
        Fill(spool, 12);
        Assert.Equal(3, bench.SegmentFiles.Length);
        spool.Acknowledge(12);
        Assert.Single(bench.SegmentFiles);
    }

    [Fact]
    public async Task Batches_are_read_across_segments_and_restarts_in_order()
    {
        using (var spool = bench.Spool(Small))
            Fill(spool, 10);
        using var reopened = bench.Spool(Small);
        Fill(reopened, 2);
        for (var seq = 1; seq <= 12; seq++)
        {
            Assert.Equal(seq, (await reopened.Next(Stop))!.Seq);
            reopened.Acknowledge(seq);
        }
        Assert.Equal((0, 0), (reopened.Waiting, reopened.DroppedSamples));
    }

    [Fact]
    public async Task Rot_inside_an_older_segment_costs_the_rest_of_it_and_no_more()
    {
        using (var spool = bench.Spool(Small))
            Fill(spool, 10);
        await using (var file = new FileStream(bench.SegmentFiles[0], FileMode.Open))
        {
            file.Seek(2 * (file.Length / 4) + 100, SeekOrigin.Begin); // within the third of four batches
            file.WriteByte((byte)'!');
        }
        using var reopened = bench.Spool(Small);
        reopened.Acknowledge(2);
        Assert.Equal(5, (await reopened.Next(Stop))!.Seq);
        Assert.Contains("lost batches 3 to 4", bench.Said, StringComparison.Ordinal);
    }

    static void Fill(Spool spool, int batches, int samplesEach = 1)
    {
        for (var i = 0; i < batches; i++)
            spool.Append(Batch(spool.NextSeq, samplesEach, BatchBytes));
    }
}

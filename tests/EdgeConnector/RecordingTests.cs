using Watchfloor.EdgeConnector;

namespace Watchfloor.Tests.EdgeConnector;

public sealed class RecordingTests : IDisposable
{
    readonly Workbench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Semicolons_a_datetime_column_and_labels_are_understood()
    {
        var rows = Read(
            "datetime;Accelerometer1RMS;Volume Flow RateRMS;anomaly",
            "2020-03-09 10:14:33;0.0265878;32.0;0.0",
            "2020-03-09 10:14:34;0.0261697;31.5;1.0"
        );
        Assert.Equal(["r/Accelerometer1RMS", "r/Volume-Flow-RateRMS", "r/anomaly"], rows[0].Values.Select(it => it.Tag));
        Assert.Equal([0.0261697, 31.5, 1], rows[1].Values.Select(it => it.Value));
        Assert.Equal(new DateTimeOffset(2020, 3, 9, 10, 14, 34, TimeSpan.Zero), rows[1].At);
    }

    [Fact]
    public void Commas_and_a_timestamp_column_are_understood()
    {
        var rows = Read("timestamp,value", "2013-12-02 21:15:00,73.96732207", "2013-12-02 21:20:00,74.93588199999998");
        Assert.Equal(("r/value", 73.96732207), rows[0].Values[0]);
        Assert.Equal(TimeSpan.FromMinutes(5), rows[1].At - rows[0].At);
    }

    [Theory]
    [InlineData("a;TIME;b", "1;2026-01-05T06:00:00Z;2", "r/a r/b")]
    [InlineData("when,a", "2026-01-05 06:00:00,1", "r/a")]
    [InlineData("a,when,b", "1,05 Jan 2026 06:00:00 GMT,2", "r/a r/b")]
    [InlineData("at,a", "1767592800,1", "r/a")]
    [InlineData("time,a", "1767592800000,1", "r/a")]
    [InlineData("date,\"a, upper\"", "2026-01-05T07:00:00+01:00,1", "r/a-upper")]
    [InlineData("time;a;a;;°", "2026-01-05 06:00:00;1,5;2;3;4", "r/a r/a-2 r/column-4 r/column-5")]
    [InlineData("time,state,a", "2026-01-05 06:00:00,running,1", "r/a")]
    public void Time_and_tags_are_found(string header, string row, string tags)
    {
        var read = Assert.Single(Read(header, row));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero), read.At);
        Assert.Equal(tags.Split(' '), read.Values.Select(it => it.Tag));
    }

    [Fact]
    public void A_decimal_comma_is_a_comma_where_semicolons_separate() =>
        Assert.Equal(1.5, Read("time;a", "2026-01-05;1,5")[0].Values[0].Value);

    [Fact]
    public void A_file_without_a_header_is_read_from_its_first_line()
    {
        var rows = Read("2026-01-05 06:00:00,1.5", "2026-01-05 06:00:01,2.5");
        Assert.Equal([("r/column-2", 1.5), ("r/column-2", 2.5)], rows.Select(row => row.Values[0]));
    }

    [Fact]
    public void Malformed_rows_are_counted_and_passed_over()
    {
        var pass = new RecordingPass();
        var rows = Read(
            pass,
            "time,a,b",
            "2026-01-05 06:00:00,1,2",
            "2026-01-05 06:00:01,1", // too short
            "yesterday,1,2", // no time
            "2026-01-05 06:00:03,\"1,2", // a quote that never ends
            "2026-01-05 06:00:04,1,NaN", // one of two cells is no number
            "",
            "2026-01-05 06:00:05,,2", // a reading not taken
            "2026-01-05 06:00:06,5,6"
        );
        Assert.Equal((4, 4, 3), (pass.Rows, pass.Malformed, pass.FirstMalformedLine));
        Assert.Equal([2, 1, 1, 2], rows.Select(row => row.Values.Count));
    }

    [Theory]
    [InlineData("it is empty")]
    [InlineData("no column holds a time", "a,b", "1,2")]
    [InlineData("no column beside the time holds numbers", "time,a", "2026-01-05 06:00:00,on")]
    public void What_is_no_recording_is_refused_with_a_reason(string reason, params string[] lines)
    {
        var path = bench.File("r.csv", lines);
        var refusal = Assert.Throws<InvalidDataException>(() => Recordings.Open([path], null));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_with_its_name() =>
        Assert.Contains(
            "nowhere.csv",
            Assert.Throws<InvalidDataException>(() => Recordings.Open(["nowhere.csv"], null)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_given_prefix_replaces_the_name_of_one_file_and_precedes_those_of_several()
    {
        var (a, b) = (bench.File("a.csv", "time,x", "2026-01-05,1"), bench.File("b.csv", "time,x", "2026-01-05,1"));
        Assert.Equal(["plant/x"], Tags([a], "plant"));
        Assert.Equal(["plant/a/x", "plant/b/x"], Tags([a, b], "plant"));
        Assert.Equal(["a/x", "a-2/x"], Tags([a, a], null));
    }

    [Theory]
    [InlineData("pump-station/discharge-pressure", 8, 29, 208)]
    [InlineData("motor/winding-temperature", 120, 445, 583)]
    public void The_recordings_of_the_house_hold_the_excursions_that_their_description_names(
        string tag,
        double limit,
        int from,
        int through
    )
    {
        var rows = Recordings.Open(Recordings.OfTheHouse, null).SelectMany(it => it.Rows(new()).Index()).ToArray();
        var above = rows.Where(row => row.Item.Values.Any(it => it.Tag == tag && it.Value > limit)).Select(row => row.Index);
        Assert.Equal(Enumerable.Range(from, through - from + 1), above);
        Assert.Equal(1800, rows.Length);
    }

    IEnumerable<string> Tags(string[] paths, string? prefix) =>
        Recordings.Open(paths, prefix).SelectMany(it => it.Layout.Tags.Select(column => column.Tag));

    RecordedRow[] Read(params string[] lines) => Read(new RecordingPass(), lines);

    RecordedRow[] Read(RecordingPass pass, params string[] lines) => [.. Recording.Open(bench.File("r.csv", lines), "r").Rows(pass)];
}

using Recurrent.Tensors.Storage;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Storage;

public sealed class AtomicWriteTests
{
    [Fact]
    public void A_file_keeps_its_content_when_the_writer_fails()
    {
        using var folder = new TestFolder();
        AtomicFile.Write(folder["x"], stream => stream.Write("old"u8));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["x"], stream =>
        {
            stream.Write("half of the n"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["x"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_is_replaced_and_a_leftover_of_a_crash_does_not_matter()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["x"], "old");
        File.WriteAllText(folder["x.writing"], "left over and much longer than the new content");
        AtomicFile.Write(folder["x"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["x"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_is_replaced_as_a_whole()
    {
        using var folder = new TestFolder();
        Fill(folder["m"], "a");
        Fill(folder["m"], "b");
        Assert.Equal(["b"], Directory.GetFiles(folder["m"]).Select(Path.GetFileName));
        Assert.Equal(["m"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_stays_when_the_writer_fails()
    {
        using var folder = new TestFolder();
        Fill(folder["m"], "a");
        Assert.Throws<InvalidOperationException>(() => AtomicFolder.Write(folder["m"], temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "b"), "b");
            throw new InvalidOperationException();
        }));
        Assert.Equal(["a"], Directory.GetFiles(folder["m"]).Select(Path.GetFileName));
        Assert.Equal(["m"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void After_a_crash_between_the_renames_the_old_folder_is_found_and_the_next_write_cleans_up()
    {
        using var folder = new TestFolder();
        Fill(folder["m"], "old");
        Directory.Move(folder["m"], folder["m.replaced"]);
        Directory.CreateDirectory(folder["m.writing"]);
        Assert.Equal(folder["m.replaced"], AtomicFolder.Locate(folder["m"]));

        Fill(folder["m"], "new");

        Assert.Equal(folder["m"], AtomicFolder.Locate(folder["m"] + Path.DirectorySeparatorChar));
        Assert.Equal(["m"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName));
        Assert.Equal(["new"], Directory.GetFiles(folder["m"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_that_was_never_completed_is_not_found()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["m.writing"]);
        Assert.Null(AtomicFolder.Locate(folder["m"]));
    }

    private static void Fill(string path, string file) => AtomicFolder.Write(path, temporary => File.WriteAllText(Path.Combine(temporary, file), file));
}

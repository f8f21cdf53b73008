using Recurrent.Kernels.Memory;
using Recurrent.Kernels.Unsafe.Memory;
using Recurrent.Testing;

namespace Recurrent.Kernels.Tests.Memory;

public sealed class BufferPoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(600)]
    [InlineData(100_000)]
    public unsafe void Buffer_starts_at_a_cache_line_when_allocated(int length)
    {
        AlignedBuffer buffer = AlignedBuffer.Allocate(length);
        Assert.Equal(length, buffer.Length);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(0, (nint)PinnedMemory.Pointer(buffer) % AlignedBuffer.Alignment);
        buffer.Span.Fill(1);
    }

    [Fact]
    public void Buffer_refuses_a_length_when_it_is_negative_or_too_large()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedBuffer.Allocate(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AlignedBuffer.Allocate(int.MaxValue));
    }

    [Fact]
    public void Pool_gives_the_same_buffer_when_one_of_its_size_came_back()
    {
        var pool = new BufferPool();
        AlignedBuffer first = pool.Rent(1000);
        pool.Return(first);
        Assert.Same(first, pool.Rent(990));
        Assert.NotSame(first, pool.Rent(990));
        Assert.Equal(2, pool.OpenCount);
    }

    [Fact]
    public void Pool_wastes_at_most_a_quarter_when_lengths_grow()
    {
        for (long length = 65; length < 1_000_000_000; length += 1 + length / 7)
        {
            long size = BufferPool.LengthOf(BufferPool.ClassHolding((int)length));
            Assert.InRange(size, length, length + length / 4);
        }

        for (int sizeClass = 0; sizeClass < 90; sizeClass++)
        {
            int size = (int)BufferPool.LengthOf(sizeClass);
            Assert.Equal(sizeClass, BufferPool.ClassHolding(size));
            Assert.Equal(sizeClass + 1, BufferPool.ClassHolding(size + 1));
        }
    }

    [Fact]
    public void Pool_counts_what_is_open_when_buffers_come_and_go()
    {
        var pool = new BufferPool();
        AlignedBuffer small = pool.Rent(0);
        AlignedBuffer large = pool.Rent(5000);
        Assert.True(large.Length >= 5000);
        Assert.Equal(2, pool.OpenCount);
        pool.Return(small);
        Assert.Equal((1, (long)small.Length), (pool.OpenCount, pool.PooledFloats));
        pool.Return(large);
        Assert.Equal((0, (long)small.Length + large.Length), (pool.OpenCount, pool.PooledFloats));
    }

    [Fact]
    public void Pool_refuses_a_buffer_when_it_comes_back_twice()
    {
        var pool = new BufferPool();
        AlignedBuffer buffer = pool.Rent(10);
        pool.Rent(10);
        pool.Return(buffer);
        Assert.Contains("returned twice", Assert.Throws<InvalidOperationException>(() => pool.Return(buffer)).Message, StringComparison.Ordinal);
        Assert.Equal(1, pool.OpenCount);
    }

    [Fact]
    public void Pool_refuses_a_buffer_when_it_is_not_its_own()
    {
        var pool = new BufferPool();
        AlignedBuffer foreign = new BufferPool().Rent(10);
        pool.Rent(10);
        Assert.Contains("another pool", Assert.Throws<InvalidOperationException>(() => pool.Return(foreign)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(-1));
    }

    [Fact]
    public void Pool_forgets_what_is_free_when_trimmed()
    {
        var pool = new BufferPool();
        AlignedBuffer buffer = pool.Rent(10);
        AlignedBuffer open = pool.Rent(10);
        pool.Return(buffer);
        pool.Trim();
        Assert.Equal((1, 0L), (pool.OpenCount, pool.PooledFloats));
        Assert.NotSame(buffer, pool.Rent(10));
        pool.Return(open);
        Assert.Equal(1, pool.OpenCount);
    }

    [Fact]
    public void Pool_allocates_nothing_when_warm()
    {
        var pool = new BufferPool();
        RentAll();
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++) RentAll();
        }));

        void RentAll()
        {
            AlignedBuffer one = pool.Rent(100), two = pool.Rent(100), three = pool.Rent(7000);
            pool.Return(two);
            pool.Return(one);
            pool.Return(three);
        }
    }
}

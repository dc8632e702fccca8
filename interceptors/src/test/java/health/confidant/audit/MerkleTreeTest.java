package health.confidant.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against the vectors of the Certificate Transparency project, and by properties. */
class MerkleTreeTest {
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static MerkleTree.Nodes nodes(List<Hash> leaves) {
        return new MerkleTree.Nodes() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? leaves.get((int) index)
                        : MerkleTree.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    private static List<Hash> leaves(int size) {
        return LongStream.range(0, size)
                .mapToObj(n -> MerkleTree.leaf(Long.toString(n).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }

    private static Frontier frontier(List<Hash> leaves) {
        Frontier frontier = new Frontier();
        leaves.forEach(frontier::add);
        return frontier;
    }

    @Test
    void rootIsTheOneOfCertificateTransparency() {
        List<Hash> leaves = INPUTS.stream()
                .map(input -> MerkleTree.leaf(HexFormat.of().parseHex(input)))
                .toList();
        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(MerkleTree.root(size, nodes(leaves))).hasToString(ROOTS.get(size));
            assertThat(frontier(leaves.subList(0, size)).root()).hasToString(ROOTS.get(size));
        }
    }

    @Property
    void everyLeafIsProvedAndNoOtherIs(
            @ForAll @IntRange(min = 1, max = 600) int size, @ForAll @IntRange(max = 599) int at) {
        int index = at % size;
        List<Hash> leaves = leaves(size);
        Hash root = MerkleTree.root(size, nodes(leaves));
        List<Hash> proof = MerkleTree.inclusion(index, size, nodes(leaves));
        assertThat(MerkleTree.included(leaves.get(index), index, size, proof, root))
                .isTrue();
        Hash other = MerkleTree.leaf(new byte[] {9, 9, 9});
        assertThat(MerkleTree.included(other, index, size, proof, root)).isFalse();
        if (size > 1) {
            assertThat(MerkleTree.included(leaves.get(index), (index + 1) % size, size, proof, root))
                    .isFalse();
            List<Hash> changed = new ArrayList<>(proof);
            changed.set(index % proof.size(), other);
            assertThat(MerkleTree.included(leaves.get(index), index, size, changed, root))
                    .isFalse();
            assertThat(MerkleTree.included(leaves.get(index), index, size, proof.subList(1, proof.size()), root))
                    .isFalse();
        }
    }

    @Property
    void laterTreeIsConsistentWithAnEarlierOneAndWithNoOther(
            @ForAll @IntRange(min = 1, max = 600) int size, @ForAll @IntRange(max = 600) int at) {
        int old = at % (size + 1);
        List<Hash> leaves = leaves(size);
        Hash root = MerkleTree.root(size, nodes(leaves));
        Hash before = MerkleTree.root(old, nodes(leaves));
        List<Hash> proof = MerkleTree.consistency(old, size, nodes(leaves));
        assertThat(MerkleTree.consistent(old, before, size, root, proof)).isTrue();
        Hash other = MerkleTree.leaf(new byte[] {9, 9, 9});
        assertThat(MerkleTree.consistent(old, other, size, root, proof)).isFalse();
        if (old > 0) {
            assertThat(MerkleTree.consistent(old, before, size, other, proof)).isFalse();
        }
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(other);
        assertThat(MerkleTree.consistent(old, before, size, root, longer)).isFalse();
    }

    @Property
    void frontierGoesOnFromAnyPlace(
            @ForAll @IntRange(min = 1, max = 600) int size, @ForAll @IntRange(max = 600) int at) {
        int from = at % (size + 1);
        List<Hash> leaves = leaves(size);
        Frontier resumed = Frontier.at(from, nodes(leaves));
        leaves.subList(from, size).forEach(resumed::add);
        assertThat(resumed.size()).isEqualTo(size);
        assertThat(resumed.root()).isEqualTo(MerkleTree.root(size, nodes(leaves)));
    }

    @Property(tries = 100)
    void frontierTellsEachCompleteSubtreeOnceAndTakesItBack(@ForAll @IntRange(min = 1, max = 600) int size) {
        List<Hash> leaves = leaves(size);
        Frontier frontier = new Frontier();
        List<String> told = new ArrayList<>();
        leaves.forEach(leaf -> frontier.add(leaf, (level, index, hash) -> {
            assertThat(hash).isEqualTo(nodes(leaves).node(level, index));
            told.add(level + "/" + index);
        }));
        assertThat(told).doesNotHaveDuplicates().hasSize(2 * size - Long.bitCount(size));
        Frontier coarse = new Frontier();
        int done = 0;
        for (; done + 8 <= size; done += 8) {
            coarse.add(3, nodes(leaves).node(3, done / 8));
        }
        leaves.subList(done, size).forEach(coarse::add);
        assertThat(coarse.root()).isEqualTo(frontier.root());
    }

    @Test
    void questionsOutsideTheTreeAreRefused() {
        assertThatThrownBy(() -> MerkleTree.inclusion(3, 3, nodes(leaves(3))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.consistency(4, 3, nodes(leaves(3))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frontier(leaves(3)).add(1, leaves(1).get(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

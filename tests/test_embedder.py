"""The shipped model, and any other of sentence-transformers."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import Library, ModelUnusable
from index.embedder import SHIPPED_MODEL, load_embedder, shipped_folder
from index.sentence_embedder import SentenceEmbedder, save_word_model
from index.tokens import tokens_of
from index.word_embedder import WordEmbedder, is_word_model
from tests.library_samples import made_report

QUERY = "全年开了几场新闻发布会"
PASSAGES = ["召开新闻发布会6场。", "举办业务培训3期。", "未收取信息处理费。", "ZZZ", ""]


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two small layers over single characters, with random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    letters = sorted(set("".join([QUERY, *PASSAGES])))
    vocab = {token: at for at, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters])}
    tokenizer = Tokenizer(WordLevel(vocab, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    # BertTokenizerFast(vocab_file=…) would silently turn every character into [UNK]
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64
    )
    config = BertConfig(
        vocab_size=len(vocab),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    fast.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    pooling = Pooling(32, "mean")
    saved = folder / "tiny-bge-small-zh"
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(
        str(saved), create_model_card=False
    )
    return saved


def test_the_shipped_model_is_small() -> None:
    size = sum(file.stat().st_size for file in shipped_folder().rglob("*") if file.is_file())
    assert size < 6_000_000


def test_the_shipped_model_gives_unit_vectors() -> None:
    model = load_embedder(SHIPPED_MODEL)
    vectors = model.encode_passages(PASSAGES)
    assert vectors.shape == (5, model.dim)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-6)
    assert model.encode_query(QUERY).shape == (model.dim,)


def test_sentence_transformers_gives_the_same_vectors_as_our_short_way() -> None:
    from sentence_transformers import SentenceTransformer

    stock = SentenceTransformer(str(shipped_folder()), device="cpu")
    texts = [*PASSAGES[:3], QUERY]
    theirs = stock.encode([" ".join(tokens_of(text)) for text in texts])
    ours = load_embedder(SHIPPED_MODEL).encode_passages(texts)
    assert np.abs(theirs - ours).max() < 1e-6


def test_words_the_model_never_met_give_no_direction() -> None:
    assert not load_embedder(SHIPPED_MODEL).encode_query("qwertyuiop").any()


def test_the_shipped_model_knows_everyday_words_for_the_forms_rows() -> None:
    model = load_embedder(SHIPPED_MODEL)
    rows = ["不予公开：1.属于国家秘密", "不予处理：1.信访举报投诉类申请", "四、结转下年度继续办理"]
    asked = ["因为涉密没给的", "被当成信访的", "年底还没办完的"]
    scores = model.encode_passages(rows) @ model.encode_passages(asked).T
    assert scores.argmax(axis=0).tolist() == [0, 1, 2]


def test_any_sentence_transformers_folder_can_be_the_model(tiny_folder: Path) -> None:
    model = load_embedder(str(tiny_folder))
    assert isinstance(model, SentenceEmbedder)
    vectors = model.encode_passages(PASSAGES[:3])
    assert vectors.shape == (3, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert load_embedder(str(tiny_folder)).fingerprint == model.fingerprint


def test_a_library_works_with_another_model(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_MODEL", str(tiny_folder))
    with Library.create(tmp_path) as library:
        library.add(*made_report())
    with Library.open(tmp_path) as again:
        assert again.search("召开新闻发布会6场。", limit=1)[0].passage.text == "召开新闻发布会6场。"
    assert "dim = 32" in (tmp_path / "library.toml").read_text()


def test_a_known_model_gets_its_query_instruction(tiny_folder: Path) -> None:
    model = SentenceEmbedder(str(tiny_folder))
    assert model.query_prompt == "为这个句子生成表示以用于检索相关文章："
    assert model.passage_prompt == ""
    plain = model.encode_passages([QUERY])[0]
    assert not np.allclose(model.encode_query(QUERY), plain)


def test_a_prompt_the_model_carries_comes_first(tiny_folder: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    carried = SentenceTransformer(str(tiny_folder), device="cpu")
    carried.prompts = {"query": "问：", "document": "文："}
    carried.default_prompt_name = "document"
    carried.save(str(tmp_path / "bge-small-zh"), create_model_card=False)
    model = SentenceEmbedder(str(tmp_path / "bge-small-zh"))
    assert (model.query_prompt, model.passage_prompt) == ("问：", "文：")
    by_hand = carried.encode(f"问：{QUERY}", prompt="", normalize_embeddings=True)
    assert np.allclose(model.encode_query(QUERY), by_hand, atol=1e-6)


def test_another_weight_is_another_fingerprint(tmp_path: Path) -> None:
    weights = np.eye(3, 4, dtype=np.float32)
    for name in ("one", "two"):
        save_word_model(weights, ["[UNK]", "公", "开"], tmp_path / name)
        weights = weights + 1
    one, two = (WordEmbedder(name, tmp_path / name) for name in ("one", "two"))
    assert one.fingerprint != two.fingerprint
    copy = shutil.copytree(tmp_path / "one", tmp_path / "copy")
    assert WordEmbedder("copy", copy).fingerprint == one.fingerprint


def test_only_a_static_model_over_words_is_read_the_short_way(tiny_folder: Path) -> None:
    assert is_word_model(shipped_folder())
    assert not is_word_model(tiny_folder)
    assert not is_word_model(Path("no/such/folder"))


def test_a_model_that_cannot_be_loaded_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnusable, match="NIANBAO_MODEL"):
        load_embedder(str(tmp_path))
